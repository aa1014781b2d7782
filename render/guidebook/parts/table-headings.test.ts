import { expect, test } from "vitest";
import { declaredLab } from "../../testing/declared-lab.ts";
import { bookOf } from "../book.ts";

test("every heading of a table begins with a capital letter, but for names", async () => {
  const lab = await declaredLab();
  const names = new Set(lab.units.map(({ name }) => name));
  const headings = bookOf(lab).pages.flatMap(({ path, text }) =>
    [...text.matchAll(/^\|(.*)\|\n\|(?: -+:? \|)+$/gm)].flatMap(([, cells = ""]) =>
      cells.split("|").map(cell => ({ path, heading: cell.trim() })),
    ),
  );
  expect(headings.length).toBeGreaterThan(100);
  expect(headings.filter(({ heading }) => /^[a-z]/.test(heading) && !names.has(heading))).toEqual([]);
});
