import { expect, test } from "vitest";
import { shape } from "./shape.ts";

test("shape() gives each kind an outline of its own, without regard to colour", () => {
  const kinds = ["person", "host", "platform", "tool", "app", "data", "secret", "outside"] as const;
  const shapes = kinds.map(kind => shape(kind, { x: 10, y: 20, width: 90, height: 40 }));
  expect(new Set(shapes).size).toBe(kinds.length);
  expect(shapes.join("")).not.toContain("NaN");
});
