import { describe, expect, test } from "vitest";
import { fillIn, placeholders, readPage } from "./page.ts";

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

describe("readPage()", () => {
  test("finds title, lead and sections", () => {
    const page = readPage(PAGE);
    expect(page.title).toBe("Redis");
    expect(page.lead).toBe("A cache for apps.");
    expect(page.sections.map(({ title }) => title)).toEqual(["What it is", "Where its state lives"]);
  });

  test("takes no line of code for a heading", () => {
    expect(readPage(PAGE).sections[0]?.text).toContain("## no heading");
  });

  test("gives empty texts for what is not there", () => {
    expect(readPage("")).toEqual({ title: "", lead: "", sections: [] });
    expect(readPage("## A\n## B\n").sections).toEqual([
      { title: "A", text: "" },
      { title: "B", text: "" },
    ]);
  });
});

describe("placeholders()", () => {
  test("lists each path once, with or without spaces", () => {
    expect(placeholders("{{a.b}} {{ c }} {{a.b}} {d}")).toEqual(["a.b", "c"]);
  });
});

describe("fillIn()", () => {
  test("puts every fact in its place", () => {
    expect(fillIn("at {{hosts.redis}}:{{port}}", path => ({ "hosts.redis": "redis.lab", port: "6379" })[path])).toBe(
      "at redis.lab:6379",
    );
  });

  test("names the path that is no fact", () => {
    expect(() => fillIn("{{hosts.rediss}}", () => undefined)).toThrow('"{{hosts.rediss}}"');
  });
});
