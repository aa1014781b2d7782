import { expect, test } from "vitest";
import { foldersOf } from "./folders-of.ts";

test("foldersOf() lists folders first, then files, each once", () => {
  const folders = foldersOf(["lab/b.yaml", "lab/erp/z.yaml", "lab/erp/a.yaml", "lab/a.yaml", "lab/cms/a.yaml"]);
  expect([...folders]).toEqual([
    ["", ["lab/"]],
    ["lab/", ["cms/", "erp/", "a.yaml", "b.yaml"]],
    ["lab/erp/", ["a.yaml", "z.yaml"]],
    ["lab/cms/", ["a.yaml"]],
  ]);
});

test("foldersOf() of nothing has the folder that would hold all", () => {
  expect([...foldersOf([])]).toEqual([["", []]]);
});
