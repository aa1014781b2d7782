import { readFileSync } from "node:fs";
import { bundle } from "../../review/report/page/bundle.ts";

/** Files that every page of the site shares, by path below it. */
export function assets(): ReadonlyMap<string, string> {
  made ??= new Map([
    ["icon.svg", beside("icon.svg")],
    ["script.js", bundle(new URL("browser/site-script.ts", import.meta.url))],
    ["style.css", beside("style.css")],
  ]);
  return made;
}

let made: ReadonlyMap<string, string> | undefined;

function beside(name: string): string {
  return readFileSync(new URL(name, import.meta.url), "utf8");
}
