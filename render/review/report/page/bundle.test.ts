import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runInNewContext, Script } from "node:vm";
import { afterEach, expect, test, vi } from "vitest";
import { bundle } from "./bundle.ts";

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach(folder => void rmSync(folder, { recursive: true })));

/** The bundle of these modules, of which "main.ts" is the entry. */
function bundled(modules: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "bundle-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(modules)) writeFileSync(join(folder, name), text);
  return bundle(pathToFileURL(join(folder, "main.ts")));
}

test("bundle() runs a module once, after what it imports, and keeps the names of modules apart", () => {
  const text = bundled({
    "main.ts":
      'import type { Word } from "./words.ts";\nimport { one } from "./one.ts";\nimport {\n  two as second,\n} from "./two.ts";\nconst all: Word[] = [one, second()];\nout(all.join(" "));\n',
    "one.ts": 'import { shared } from "./shared.ts";\nconst own = "one";\nexport const one: string = own + shared;\n',
    "two.ts":
      'import { shared } from "./shared.ts";\nconst own = "two";\nexport function two(): string {\n  return own + shared;\n}\n',
    "shared.ts": 'out("once");\nexport const shared = "!";\n',
    "words.ts": "export type Word = string;\n",
  });
  const said: string[] = [];
  runInNewContext(text, { out: (line: string) => said.push(line) });
  expect(said).toEqual(["once", "one! two!"]);
});

test("bundle() refuses an import of a package, and one without names", () => {
  expect(() => bundled({ "main.ts": 'import { z } from "zod";\nz();\n' })).toThrow(
    /Cannot put .*main\.ts into a page: it says import { z } from "zod";/,
  );
  expect(() => bundled({ "main.ts": 'import * as all from "./all.ts";\nall;\n', "all.ts": "" })).toThrow(
    "may import names from files only",
  );
});

test("bundle() warns of nothing, and its script is one that a browser reads", () => {
  const emitWarning = vi.spyOn(process, "emitWarning");
  const text = bundle(new URL("browser/page-script.ts", import.meta.url));
  expect(emitWarning).not.toHaveBeenCalled();
  emitWarning.mockRestore();
  expect(() => new Script(text)).not.toThrow();
  expect(text).not.toMatch(/^(import|export) /m);
});
