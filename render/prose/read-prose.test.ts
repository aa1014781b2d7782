import { describe, expect, test } from "vitest";
import { readProse } from "./read-prose.ts";

const PAGE = `# Redis

A cache for apps.

## What it is

Text.

\`\`\`sh
## no heading
\`\`\`

## Where its state lives

Nowhere.
`;

describe("readProse()", () => {
  test("finds title, lead and sections", () => {
    const page = readProse(PAGE);
    expect(page.title).toBe("Redis");
    expect(page.lead).toBe("A cache for apps.");
    expect(page.sections.map(({ title }) => title)).toEqual(["What it is", "Where its state lives"]);
  });

  test("takes no line of code for a heading", () => {
    expect(readProse(PAGE).sections[0]?.text).toContain("## no heading");
  });

  test("gives empty texts for what is not there", () => {
    expect(readProse("")).toEqual({ title: "", lead: "", sections: [] });
    expect(readProse("## A\n## B\n").sections).toEqual([
      { title: "A", text: "" },
      { title: "B", text: "" },
    ]);
  });
});
