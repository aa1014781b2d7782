import { beforeAll, expect, test } from "vitest";
import type { Lab } from "../checks/rule.ts";
import { declaredLab } from "../testing/declared-lab.ts";
import { writingsOf } from "./writings.ts";

let lab: Lab;

beforeAll(async () => {
  lab = await declaredLab();
});

const writing = (of: Lab, file: string) => writingsOf(of).find(each => each.file === file);

test("writingsOf() gives pages as they are written, without their templates", () => {
  const file = "platform/components/redis/page.md";
  expect(writing(lab, file)).toEqual({ file, text: lab.prose.get(file), about: "redis", isDecision: false });
});

test("writingsOf() gives templates once", () => {
  const file = "platform/guidebook/each-app.md";
  const withTemplate = { ...lab, prose: new Map([...lab.prose, [file, "## Data\n"]]) };
  expect(writingsOf(withTemplate).filter(each => each.file === file)).toHaveLength(1);
});

test("writingsOf() gives of an app what its docstring says, and none of its code", () => {
  const text = writing(lab, "apps/erp.ts")?.text ?? "";
  expect(text).toContain("household");
  expect(text).not.toContain("defineApp");
});

test("writingsOf() knows decisions", () => {
  expect(writing(lab, "platform/decisions/0004-unsealing-vault.md")?.isDecision).toBe(true);
});
