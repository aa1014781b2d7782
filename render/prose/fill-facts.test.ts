import { expect, test } from "vitest";
import { fillFacts } from "./fill-facts.ts";

test("fillFacts() leaves parts where they are", () => {
  expect(fillFacts("{{a}}\n{{> d}}", path => `<${path}>`)).toBe("<a>\n{{> d}}");
});
