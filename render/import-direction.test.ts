import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { repositoryFolder } from "./repository.ts";

const WRONG = [
  ["clusters/arcodange/index.ts", "../../platform/naming.ts"],
  ["clusters/claims.ts", "../apps/index.ts"],
  ["clusters/lab.ts", "cdk8s-plus-28"],
  ["platform/naming.ts", "../apps/index.ts"],
  ["platform/shapes/web-app.ts", "../../render/pipeline.ts"],
  ["apps/cms.ts", "./webapp.ts"],
  ["apps/erp.ts", "../render/pipeline.ts"],
  ["apps/webapp.ts", "cdk8s-plus-28"],
  ["render/pipeline.ts", "../apps/index.ts"],
  ["render/model/build.ts", "cdk8s-plus-28"],
  ["render/checks/hosts.ts", "../guidebook/book.ts"],
  ["render/inventory/lab/machines.ts", "../../guidebook/markdown.ts"],
  ["render/inventory/owner.ts", "cdk8s-plus-28"],
  ["render/prose/read-prose.ts", "../apps/index.ts"],
] as const;

const RIGHT = [
  ["apps/good.ts", "../platform/app.ts"],
  ["apps/index.ts", "./erp.ts"],
  ["platform/good.ts", "../clusters/lab.ts"],
  ["platform/kubernetes.ts", "cdk8s-plus-28"],
  ["render/good.ts", "../platform/naming.ts"],
  ["render/guidebook/book.ts", "../inventory/owner.ts"],
] as const;

let folder: string;
let refused: readonly string[];

/** All files are linted in one run, in a folder that has this repository's configuration. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "import-direction-"));
  for (const name of ["biome.json", "package.json"]) copyFileSync(join(repositoryFolder, name), join(folder, name));
  for (const [file, specifier] of [...WRONG, ...RIGHT]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `import { x } from "${specifier}";\n\nexport const y = x;\n`);
  }
  const { stdout } = spawnSync(
    process.execPath,
    [
      join(repositoryFolder, "node_modules/@biomejs/biome/bin/biome"),
      ...["lint", "--vcs-enabled=false", "--only=style/noRestrictedImports", "--reporter=github", "."],
    ],
    { cwd: folder, encoding: "utf8" },
  );
  refused = [...stdout.matchAll(/noRestrictedImports,file=([^,]+)/g)].map(([, file = ""]) =>
    relative(folder, resolve(folder, file)),
  );
});

afterAll(() => rmSync(folder, { recursive: true }));

test.each(WRONG)("the linter refuses that %s imports %s", file => {
  expect(refused).toContain(file);
});

test.each(RIGHT)("the linter lets %s import %s", file => {
  expect(refused).not.toContain(file);
});
