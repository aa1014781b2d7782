import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rules } from "../checks/index.ts";
import { pageRules } from "../guidebook/rules/index.ts";
import { LabCopy, PATIENCE } from "../testing/lab-copy.ts";

let copy: LabCopy;

beforeAll(() => {
  copy = new LabCopy();
}, PATIENCE);
beforeEach(() => copy.reset());
afterAll(() => copy.dispose());

describe("lab check", { timeout: PATIENCE }, () => {
  test("ends with 0 and says how many rules it held against how many objects", () => {
    const { status, stdout, stderr } = copy.lab("check");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const objects = [...copy.rendered().keys()].filter(path => /^[^/]+\/(?!hosts\/).+\.yaml$/.test(path));
    expect(stdout).toContain(`Satisfied: ${rules.length + pageRules.length} rules over ${objects.length} objects\n`);
    expect(stdout).not.toContain("error");
  });

  test("ends with 1 and names place, field, remedy, file and rule of every finding, errors first", () => {
    breakLab();
    const { status, stdout } = copy.lab("check");
    expect(status).toBe(1);
    const [first, second, ...others] = stdout.split("\n");
    expect(first).toMatch(
      /^error {2}Cannot accept rehearsal, storage\.defaultClass: .*"longhorn-fast", .+ in clusters\/rehearsal\/index\.ts \(.+\)$/,
    );
    expect(second).toMatch(/^error {2}Cannot accept erp, environments: .+ in apps\/erp\.ts \(environments\)$/);
    expect(stdout).toMatch(/^note {3}Left out rehearsal\/cms, publicNames: /m);
    const levels = others.map(line => line.split(" ")[0]);
    expect(levels.lastIndexOf("error"), "errors come before notes").toBeLessThan(levels.indexOf("note"));
    expect(stdout).toMatch(/^Not satisfied: /m);
  });

  test("--json prints the findings, notes included", () => {
    expect(JSON.parse(copy.lab("check", "--json").stdout)).toContainEqual(
      expect.objectContaining({ level: "note", rule: "public-names" }),
    );
    breakLab();
    const { status, stdout } = copy.lab("check", "--json");
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({ level: "error", cluster: "rehearsal", field: "storage.defaultClass" }),
    );
  });

  test("writes nothing", () => {
    copy.remove("rendered/arcodange/erp/service-erp.yaml");
    const before = copy.stamps();
    expect(copy.lab("check").status).toBe(0);
    expect(copy.stamps()).toEqual(before);
  });
});

function breakLab(): void {
  copy.edit("clusters/rehearsal/index.ts", 'defaultClass: "longhorn-replicated"', 'defaultClass: "longhorn-fast"');
  copy.edit("apps/erp.ts", '"sandbox"', '"sandbx"');
}
