import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { type Change, VERBS } from "../tree/change.ts";
import { changeLines, changeTotals } from "./change-lines.ts";

const change = (changes: Partial<Change> = {}): Change => ({
  verb: "update",
  path: "home/erp/deployment-erp.yaml",
  cluster: "home",
  unit: "erp",
  object: { apiVersion: "apps/v1", kind: "Deployment", namespace: "erp", name: "erp" },
  fields: [],
  ...changes,
});
const lines = (...changes: Change[]) => changeLines(changes).map(stripVTControlCharacters);
const fieldLines = (field: object) => lines(change({ fields: [{ path: "spec.x", ...field }] })).slice(2);

describe("changeLines()", () => {
  test("has a heading for each Application of each cluster, with what leaves first", () => {
    expect(lines(change(), change({ cluster: "twin" }), change({ verb: "prune" })).map(line => line.trimEnd())).toEqual(
      ["home/erp", "  prune    Deployment/erp", "  update   Deployment/erp", "twin/erp", "  update   Deployment/erp"],
    );
  });

  test("calls what is no object by its path, and what lies in no unit by its cluster", () => {
    const { object: _, ...file } = change({ path: "home/README", unit: "" });
    expect(lines(file)).toEqual(["home", "  update   home/README"]);
  });

  test("tells of the files of a guidebook by their number", () => {
    const { object: _, ...page } = change({ path: "home/guidebook/storage.md", unit: "guidebook" });
    expect(lines(page, page, { ...page, verb: "create" })).toEqual([
      "home/guidebook",
      "  2 update, 1 create: files of the guidebook",
    ]);
  });

  test("has a heading where the cluster has no name, or there is no Application", () => {
    expect(lines(change({ cluster: "" }))[0]).toBe("erp");
    expect(lines(change({ cluster: "", unit: "" }))[0]).toBe("outside of any Application");
  });

  test("says where a move comes from, and why a verb", () => {
    const [, line] = lines(change({ verb: "move", from: "home/old/deployment-erp.yaml", why: "renamed" }));
    expect(line).toBe("  move     Deployment/erp from home/old/deployment-erp.yaml  renamed");
  });

  test.each(VERBS)("names the verb %s", verb => {
    expect(lines(change({ verb }))[1]).toContain(verb);
  });

  test.each([
    ["came", { after: 1 }, "spec.x: + 1"],
    ["went", { before: "a" }, "spec.x: - a"],
    ["changed", { before: { a: [1] }, after: null }, 'spec.x: {"a":[1]} → null'],
    [
      "is larger than a number of JavaScript",
      { before: [2n ** 60n], after: 2n ** 60n },
      "spec.x: [1152921504606846976] → 1152921504606846976",
    ],
    ["became null", { before: null, after: false }, "spec.x: null → false"],
  ])("shows a field that %s with what it was and is", (_, field, line) => {
    expect(fieldLines(field).map(text => text.trim())).toEqual([line]);
  });

  test("keeps a value on one line, of at most sixty characters", () => {
    const [line = ""] = fieldLines({ after: `a\n  b\t${"c".repeat(100)}` });
    expect(line).toContain("+ a b ccc");
    expect(line).toMatch(/c…$/);
    expect(line.split("+ ")[1]).toHaveLength(59);
    expect(fieldLines({ after: "c".repeat(60) })[0]).not.toContain("…");
  });

  test("shows of two long values the part that differs", () => {
    const [line = ""] = fieldLines({ before: `${"a".repeat(100)}old`, after: `${"a".repeat(100)}new` });
    expect(line).toContain("…aaaaaaaaaaold → …aaaaaaaaaanew");
  });

  test("is empty where nothing changes", () => {
    expect(changeLines([])).toEqual([]);
  });
});

test("changeTotals() counts each verb, with what leaves first", () => {
  const changes = [change(), change({ verb: "create" }), change({ verb: "prune" }), change({ verb: "create" })];
  expect(stripVTControlCharacters(changeTotals(changes))).toBe("1 prune, 1 update, 2 create");
});
