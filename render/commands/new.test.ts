import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LabCopy, PATIENCE } from "../testing/lab-copy.ts";

let copy: LabCopy;

beforeAll(() => {
  copy = new LabCopy();
  copy.commit();
}, PATIENCE);
beforeEach(() => copy.reset());
afterAll(() => copy.dispose());

describe("lab new app", { timeout: PATIENCE }, () => {
  test("writes the app's file and its line, formatted, renders both, and says what to do next", () => {
    const { status, stdout, stderr } = copy.lab("new", "app", "web-shop");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(copy.read("apps/web-shop.ts")).toContain('export const webShop = defineApp({\n  name: "web-shop",');
    expect(copy.read("apps/index.ts")).toContain('import { webShop } from "./web-shop.ts";');
    expect(copy.read("rendered/arcodange/web-shop/deployment-web-shop.yaml")).toContain("arcodange-org/web-shop:1.0.0");
    expect(copy.read("rendered/arcodange/applications/application-web-shop.yaml")).toContain(
      "path: rendered/arcodange",
    );
    expect(stdout).toMatch(/\nNext: .*apps\/web-shop\.ts.*"lab explain web-shop"/s);
    expect(copy.lab("drift").status).toBe(0);
    expect(lint()).toBe("");
  });

  test("keeps the registry alphabetical and formatted when its list grows beyond one line", () => {
    const names = ["aaa", "forum", "household-bookkeeping", "inventory-of-everything", "zzz-last-of-all-apps"];
    for (const name of names) expect(copy.lab("new", "app", name).status, name).toBe(0);
    expect(lint()).toBe("");
    const imported = copy.read("apps/index.ts").match(/(?<=")\.\/.+(?=\.ts")/g);
    expect(imported).toEqual([...(imported ?? [])].sort());
    expect(imported).toHaveLength(3 + names.length);
  });

  test.each([
    ["Web_Shop", 'Cannot add app "Web_Shop", Argo CD Application: "Web_Shop" is not kebab-case'],
    ["../escape", 'Cannot add app "../escape", Argo CD Application: "../escape" is not kebab-case'],
    ["a".repeat(60), "has 65 characters and 63 are allowed"],
    ["default", '"default" is reserved there'],
    ["erp", 'Cannot add app "erp": apps/erp.ts exists, edit it or choose another name'],
    ["index", 'Cannot add app "index": apps/index.ts exists, edit it or choose another name'],
  ])("refuses %s, which is illegal or there already, ends with 2 and leaves nothing behind", (name, sentence) => {
    const { status, stderr } = copy.lab("new", "app", name);
    expect(status).toBe(2);
    expect(stderr).toContain(sentence);
    expect(copy.git("status", "--short")).toBe("");
  });

  test.each([
    ["longhorn", 'component "longhorn"'],
    ["erp-sandbox", 'app "erp"'],
    ["applications", "the rendered tree"],
    ["class", "apps/index.ts:"],
    ["define-app", "apps/define-app.ts:"],
    ["apps", "apps/index.ts:"],
  ])("refuses %s, with which the lab could not be rendered, says why and leaves nothing behind", (name, reason) => {
    const { status, stdout, stderr } = copy.lab("new", "app", name);
    expect(status).toBe(1);
    expect(stdout).toContain(reason);
    expect(stdout).not.toContain("Next:");
    expect(stderr).toContain(`Cannot add app "${name}"`);
    expect(copy.git("status", "--short")).toBe("");
  });

  test("leaves nothing behind when the registry has no list of apps that it could extend", () => {
    copy.edit("apps/index.ts", "export const apps: readonly AppDefinition[] =", "export const apps =");
    const { status, stderr } = copy.lab("new", "app", "web-shop");
    expect(status).toBe(2);
    expect(stderr).toContain("apps/index.ts has no list");
    expect(existsSync(copy.path("apps/web-shop.ts"))).toBe(false);
  });
});

describe("removing an app", { timeout: PATIENCE }, () => {
  test("is deleting its file and its words in apps/index.ts: no rendered file of it stays", () => {
    copy.remove("apps/webapp.ts");
    copy.edit("apps/index.ts", 'import { webapp } from "./webapp.ts";\n', "");
    copy.edit("apps/index.ts", ", webapp]", "]");
    const { status, stdout } = copy.lab("render");
    expect(status).toBe(0);
    expect(stdout).toMatch(/prune {4}Application\/webapp/);
    expect([...copy.rendered()].filter(([path, text]) => path.includes("webapp") || text.includes("webapp"))).toEqual(
      [],
    );
    expect(copy.lab("drift").status).toBe(0);
  });

  test("undoes lab new app: the tree is the one before", () => {
    const before = copy.rendered();
    expect(copy.lab("new", "app", "web-shop").status).toBe(0);
    copy.remove("apps/web-shop.ts");
    copy.edit("apps/index.ts", 'import { webShop } from "./web-shop.ts";\n', "");
    copy.edit("apps/index.ts", ", webShop", "");
    expect(copy.lab("render").status).toBe(0);
    expect(copy.rendered()).toEqual(before);
  });
});

/** What the formatter and linter say against the apps of the copy; nothing when they are satisfied. */
function lint(): string {
  const words = [copy.path("node_modules/@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "apps"];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd: copy.folder, encoding: "utf8" });
  return status === 0 ? "" : stdout + stderr;
}
