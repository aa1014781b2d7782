import { describe, expect, test } from "vitest";
import { named } from "./named.ts";

const names = (count: number) => Array.from({ length: count }, (_, index) => `app-${index}`);

describe("named()", () => {
  test("lists names while they are not many", () => {
    expect(named(["cms", "erp"])).toBe("cms, erp");
    expect(named(names(12))).toMatch(/^app-0, .*, app-11$/);
  });

  test("names three and counts the others where they are many", () => {
    expect(named(names(100))).toBe("app-0, app-1, app-2 and 97 more");
  });
});
