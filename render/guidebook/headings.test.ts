import { describe, expect, test } from "vitest";
import { headingsOf, linesOutsideCode } from "./headings.ts";

describe("headingsOf()", () => {
  test("gives each its level, its line and the anchor that Gitea gives it", () => {
    expect(headingsOf("# Redis\n\n## What to do, when it breaks\n")).toEqual([
      { level: 1, text: "Redis", anchor: "redis", line: 0 },
      { level: 2, text: "What to do, when it breaks", anchor: "what-to-do-when-it-breaks", line: 2 },
    ]);
  });

  test("gives the same words the same anchor, as Gitea does", () => {
    expect(headingsOf("## Steps\n## Steps\n").map(({ anchor }) => anchor)).toEqual(["steps", "steps"]);
  });

  test("leaves the marks of Markdown out of its words", () => {
    const [heading] = headingsOf("## See `lab up` and **[the page](storage.md)**\n");
    expect(heading).toMatchObject({ text: "See lab up and the page", anchor: "see-lab-up-and-the-page" });
  });

  test("takes no line of code for one, in a list neither", () => {
    expect(headingsOf("```sh\n# a comment\n```\n\n1. Run:\n\n   ```sh\n   # another\n   ```\n")).toEqual([]);
  });
});

test("linesOutsideCode() leaves out blocks with their fences, and keeps the numbers of the others", () => {
  expect(linesOutsideCode("a\n```\nb\n```\nc")).toEqual([
    { text: "a", line: 0 },
    { text: "c", line: 4 },
  ]);
});
