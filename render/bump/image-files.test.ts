import { expect, test } from "vitest";
import { tidied } from "./image-files.ts";

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
