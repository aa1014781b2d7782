import { readFileSync } from "node:fs";
import { siteScript } from "./site-script.ts";

/** Files that every page of the site shares, by path below it. */
export function assets(script = siteScript()): ReadonlyMap<string, string> {
  return new Map([
    ["icon.svg", beside("icon.svg")],
    ["script.js", script],
    ["style.css", beside("style.css")],
  ]);
}

function beside(name: string): string {
  return readFileSync(new URL(name, import.meta.url), "utf8");
}
