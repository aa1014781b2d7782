import { expect, test } from "vitest";
import { tidied, withTag } from "./image-files.ts";

/** What version 1.3.0 of the Image Updater makes of a file with a comment and `{}`. */
const written = `# Image tags.
{erp: {tag: 1.1.0, name: git.lab/org/erp}, erp-sandbox: {tag: "1.20", name: git.lab/org/erp}}
`;

test("what the Image Updater writes is given lines, and keeps its comments and quotes", () => {
  expect(tidied(written)).toBe(`# Image tags.
erp:
  tag: 1.1.0
  name: git.lab/org/erp
erp-sandbox:
  tag: "1.20"
  name: git.lab/org/erp
`);
});

test("a file that is tidy stays as it is, to the byte", () => {
  expect(tidied(tidied(written))).toBe(tidied(written));
});

test.each(["# Nothing yet.\n{}\n", "", "# Nothing yet.\n", "erp: [\n", "- a list\n"])(
  "%j has nothing to tidy: what is wrong with it, the renderer says",
  text => {
    expect(tidied(text)).toBe(text);
  },
);

test.each([
  ["a file with nothing in it", "# Nothing yet.\n{}\n", "# Nothing yet.\nerp:\n  tag: 1.2.0\n"],
  ["a file of comments", "# Nothing yet.\n", "# Nothing yet.\n\nerp:\n  tag: 1.2.0\n"],
  [
    "another tag",
    "erp:\n  tag: 1.1.0 # for now\n  name: git.lab/org/erp\n",
    "erp:\n  tag: 1.2.0 # for now\n  name: git.lab/org/erp\n",
  ],
  ["others", "webapp:\n  tag: 2.0.0\n", "webapp:\n  tag: 2.0.0\nerp:\n  tag: 1.2.0\n"],
])("a tag is written into %s", (_, before, after) => {
  expect(tidied(withTag(before, "erp", "1.2.0"))).toBe(after);
});
