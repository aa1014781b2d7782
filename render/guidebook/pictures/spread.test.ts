import { describe, expect, test } from "vitest";
import { spread } from "./spread.ts";

describe("spread()", () => {
  test("gives each the place that it wants, where there is room", () => {
    expect(spread([10, 60], [20, 20], 10, 100)).toEqual([10, 60]);
  });

  test("moves two that want the same place apart by as much, in their order", () => {
    expect(spread([50, 50], [20, 20], 10, 100)).toEqual([35, 65]);
  });

  test("keeps the order, also against what they want", () => {
    expect(spread([80, 20], [20, 20], 10, 100)).toEqual([35, 65]);
  });

  test("keeps within its room", () => {
    expect(spread([-50, 200], [20, 20], 10, 100)).toEqual([10, 90]);
  });
});
