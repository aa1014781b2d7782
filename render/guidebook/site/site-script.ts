import { bundle } from "../../review/report/page/bundle.ts";

let made: string | undefined;

/** The script of every page, once in a process: to take the types out of TypeScript, Node loads a compiler. */
export function siteScript(): string {
  made ??= bundle(new URL("browser/site-script.ts", import.meta.url));
  return made;
}
