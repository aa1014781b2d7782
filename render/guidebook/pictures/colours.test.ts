import { describe, expect, test } from "vitest";
import { type Colours, DARK, LIGHT } from "./colours.ts";

/** Relative luminance of `#rrggbb`: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(start => {
    const part = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test("contrast() is the one of WCAG", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
});

describe.each([
  ["light", LIGHT],
  ["dark", DARK],
])("colours of the %s scheme", (_, { ground, text, line, boxes, kinds }: Colours) => {
  const grounds = [ground, ...boxes];

  test("let every text be read", () => {
    for (const below of [...grounds, ...Object.values(kinds).map(({ fill }) => fill)])
      expect(contrast(text, below)).toBeGreaterThanOrEqual(4.5);
  });

  test("let edges, and the outline of every node, be seen on each ground", () => {
    for (const above of [line, ...Object.values(kinds).map(kind => kind.line)])
      for (const below of grounds) expect(contrast(above, below)).toBeGreaterThanOrEqual(3);
  });
});
