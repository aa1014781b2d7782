import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";

/**
 * One classic script of a module and all that it imports, each as a function that is called once, what is imported
 * first. It is for the few modules of a page, which import each other by relative path and names, and in no circle.
 *
 * @throws {Error} for any other import
 */
export function bundle(entry: URL): string {
  const modules = new Map<string, Module>();
  add(entry, modules);
  return `"use strict";\n${[...modules.values()].map(({ text }) => text).join("")}`;
}

interface Module {
  /** What holds its exports. */
  readonly name: string;
  readonly text: string;
}

const IMPORT = /^import\s+([^;]*?)\s+from "([^"]+)";$/gm;

const EXPORT = /^export ((?:async )?function|const|class) (\w+)/gm;

function add(url: URL, modules: Map<string, Module>): Module {
  const known = modules.get(url.href);
  if (known !== undefined) return known;
  const source = withoutTypes(readFileSync(url, "utf8"));
  const body = source
    .replaceAll(IMPORT, (statement, names: string, path: string) => {
      if (!path.startsWith(".") || !names.startsWith("{")) {
        throw new Error(
          `Cannot put ${url.pathname} into a page: it says ${statement} and may import names from files only`,
        );
      }
      return `const ${names.replaceAll(/ as /g, ": ")} = ${add(new URL(path, url), modules).name};`;
    })
    .replaceAll(EXPORT, "$1 $2");
  const exported = [...source.matchAll(EXPORT)].map(([, , name]) => name);
  const name = `module${modules.size}`;
  const made = { name, text: `const ${name} = (() => {\n${body}\nreturn { ${exported.join(", ")} };\n})();\n` };
  modules.set(url.href, made);
  return made;
}

/** Node says once that this function may still change, which is of no use to who reads a review. */
function withoutTypes(text: string): string {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return stripTypeScriptTypes(text);
  } finally {
    process.emitWarning = emitWarning;
  }
}
