import { describe, expect, test } from "vitest";
import { blocks, codes, commands, counted, list, steps, table } from "./markdown.ts";

describe("table()", () => {
  test("aligns columns of numbers to the right", () => {
    expect(table(["what", "pods #"], [["redis", "1"]])).toBe("| what | pods |\n| --- | --: |\n| redis | 1 |");
  });

  test("is nothing without rows", () => {
    expect(table(["what"], [])).toBe("");
  });

  test("keeps a cell in its place: no line breaks, and bars escaped once", () => {
    expect(table(["a"], [["one\ntwo | three \\| four"]])).toContain("| one two \\| three \\| four |");
  });

  test("leaves the bar of a link, which is resolved later", () => {
    expect(table(["a"], [["[[storage|data]] | more"]])).toContain("| [[storage|data]] \\| more |");
  });
});

test("counted() takes the noun for one or for many", () => {
  expect([counted(1, "copy", "copies"), counted(0, "volume"), counted(2, "copy", "copies")]).toEqual([
    "1 copy",
    "0 volumes",
    "2 copies",
  ]);
});

test("blocks() have one empty line between them, and empty ones fall out", () => {
  expect(blocks("a", "", "b")).toBe("a\n\nb");
});

test("list(), steps(), codes() and commands() write what their names say", () => {
  expect(list(["a", "b"])).toBe("- a\n- b");
  expect(steps(["a", "b"])).toBe("1. a\n2. b");
  expect(codes(["a", "b"])).toBe("`a`, `b`");
  expect(codes([])).toBe("—");
  expect(commands(["a", "b"])).toBe("```sh\na\nb\n```");
});
