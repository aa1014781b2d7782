import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appTemplate, constantName, withApp } from "./new-app.ts";
import { repositoryFolder } from "./repository.ts";
import { LabCopy, PATIENCE } from "./testing/lab-copy.ts";

const registry = (names: readonly string[]) =>
  names.reduce(
    withApp,
    'import type { AppDefinition } from "../platform/app.ts";\n\nexport const apps: readonly AppDefinition[] = [];\n',
  );
const listed = (text: string) =>
  text
    .match(/= \[([^\]]*)\]/)?.[1]
    ?.split(",")
    .flatMap(name => (name.trim() === "" ? [] : [name.trim()]));
const imported = (text: string) => [...text.matchAll(/from "\.\/(.+)\.ts"/g)].map(([, file]) => file);

describe("constantName()", () => {
  test.each([
    ["shop", "shop"],
    ["web-shop", "webShop"],
    ["a-b-2c", "aB2c"],
  ])("of %s is %s", (app, constant) => {
    expect(constantName(app)).toBe(constant);
  });
});

describe("withApp()", () => {
  test("keeps imports and list in alphabetical order, wherever the app belongs", () => {
    for (const names of [
      ["cms", "erp", "web-shop"],
      ["web-shop", "erp", "cms"],
      ["erp", "web-shop", "cms"],
    ]) {
      expect(listed(registry(names))).toEqual(["cms", "erp", "webShop"]);
      expect(imported(registry(names))).toEqual(["cms", "erp", "web-shop"]);
    }
  });

  test("sorts the list by the apps' names, not by their constants", () => {
    expect(listed(registry(["web2", "web-shop"]))).toEqual(["webShop", "web2"]);
  });

  test("changes nothing but the import and the list", () => {
    const before = readFileSync(join(repositoryFolder, "apps/index.ts"), "utf8");
    const after = withApp(before, "zebra");
    const without = after.replace('import { zebra } from "./zebra.ts";\n', "").replace(/, zebra(?=\])/, "");
    expect(without).toBe(before);
  });

  test("throws where there is no list to extend, naming the app and what to do", () => {
    expect(() => withApp("export const apps = [];\n", "shop")).toThrow(
      'Cannot add app "shop": apps/index.ts has no list "export const apps", add the app there by hand',
    );
  });
});

describe(
  "a new app",
  () => {
    const names = ["web-shop", "shop2", "shop10", "shop", "shop-x", `long-${"x".repeat(50)}`, "a1", "a"];
    let copy: LabCopy;
    const run = (program: string, ...words: string[]) => {
      const { status, stdout, stderr } = spawnSync(copy.path(`node_modules/.bin/${program}`), words, {
        cwd: copy.folder,
        encoding: "utf8",
        env: { ...process.env, NO_COLOR: "1" },
      });
      return { status, output: stdout + stderr };
    };

    beforeAll(() => {
      copy = new LabCopy();
      copy.write("tsconfig.json", readFileSync(join(repositoryFolder, "tsconfig.json"), "utf8"));
      copy.write("biome.json", copy.read("biome.json").replace('"useIgnoreFile": true', '"useIgnoreFile": false'));
      for (const name of names) {
        copy.write(`apps/${name}.ts`, appTemplate(name));
        copy.write("apps/index.ts", withApp(copy.read("apps/index.ts"), name));
      }
    }, PATIENCE);
    afterAll(() => copy?.dispose());

    test("leaves registry and app files as formatter and linter want them, for lists of any length", () => {
      expect(copy.read("apps/index.ts")).toContain("= [\n  a,\n");
      const { status, output } = run(
        "biome",
        "check",
        "--error-on-warnings",
        "apps/index.ts",
        ...names.map(name => `apps/${name}.ts`),
      );
      expect(output).not.toMatch(/━━/);
      expect(status).toBe(0);
    });

    test("compiles against what an app may declare", () => {
      copy.write(
        "tsconfig.json",
        copy.read("tsconfig.json").replace(/"include": [^}]*/, '"include": ["apps"], "exclude": ["**/*.test.ts"]'),
      );
      expect(run("tsc", "--pretty", "false")).toEqual({ status: 0, output: "" });
    });

    test("renders without a finding of its own, where the nodes have room for so many", () => {
      for (const cluster of ["arcodange", "rehearsal"]) {
        copy.edit(`clusters/${cluster}/index.ts`, "memoryMebibytes: 8192", "memoryMebibytes: 65536");
      }
      const { stdout, stderr } = copy.lab("render");
      for (const name of names) expect(stdout + stderr).not.toContain(`apps/${name}.ts`);
      expect(copy.rendered().has("arcodange/web-shop/deployment-web-shop.yaml")).toBe(true);
    });
  },
  PATIENCE,
);
