import { describe, expect, test } from "vitest";
import { wrap } from "./wrap.ts";

const wrapAt = (most: number, text: string) => wrap(text, line => line.length <= most);

describe("wrap()", () => {
  test("leaves alone what fits", () => {
    expect(wrapAt(18, "Argo CD")).toEqual(["Argo CD"]);
  });

  test("breaks at spaces first, however few letters stand in a line then", () => {
    expect(wrapAt(18, "LAN 192.168.1.0/24 at home")).toEqual(["LAN 192.168.1.0/24", "at home"]);
    expect(wrapAt(12, "in kvv2/erp/smtp")).toEqual(["in", "kvv2/erp/", "smtp"]);
  });

  test("breaks a long word behind its marks, and anywhere where it has none", () => {
    expect(wrapAt(12, "kvv2/erp-sandbox/smtp")).toEqual(["kvv2/erp-", "sandbox/smtp"]);
    expect(wrapAt(4, "abcdefghij")).toEqual(["abcd", "efgh", "ij"]);
  });

  test("loses nothing but spaces, and ends where not even a letter fits", () => {
    const text = "a-b  c/d.e_f,g:h";
    for (const most of [0, 1, 2, 3, 5]) expect(wrapAt(most, text).join("")).toBe(text.replaceAll(" ", ""));
  });

  test("has no lines for no text", () => {
    expect(wrapAt(5, " ")).toEqual([]);
  });
});
