import { expect, test } from "vitest";
import { HOSTILE } from "../../review/report/page/testing/hostile.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { bookOf } from "../book.ts";
import { headingsOf } from "../headings.ts";
import { contentOf } from "./content.ts";

const SAME = (link: string) => link;

/** Any tag but those that a page may have. */
const STRANGE_TAG =
  /<(?!\/?(?:h[1-6]|p|ul|ol|li|strong|em|code|pre|a|blockquote|table|thead|tbody|tr|th|td|div|hr|br|img|del)\b)/;

test("contentOf() shows raw HTML as text, wherever it stands", () => {
  for (const text of HOSTILE) {
    const places = [
      text,
      `# ${text}`,
      `- ${text}`,
      `| a |\n| --- |\n| ${text} |`,
      `\`\`\`${text}\n${text}\n\`\`\``,
      `![${text}](a.svg)`,
    ];
    for (const place of places) {
      const { html } = contentOf(`# Title\n\n${place}\n`, SAME);
      expect(html).not.toMatch(STRANGE_TAG);
      expect(html.replaceAll(/"[^"]*"/g, "")).not.toMatch(/<[^>]*\son\w+\s*=/);
    }
  }
});

test("contentOf() shows a link that leads nowhere as its words", () => {
  const { html } = contentOf("# T\n\n[words](javascript:alert(1)) ![picture](data:x)\n", () => undefined);
  expect(html).toContain("<p>words picture</p>");
});

test("contentOf() gives every heading of the lab's pages the anchor that Gitea gives it", async () => {
  for (const { text, path } of bookOf(await declaredLab()).pages) {
    const { html, sections } = contentOf(text, SAME);
    const anchors = headingsOf(text).map(({ anchor }) => anchor);
    expect(
      sections.map(({ anchor }) => anchor),
      path,
    ).toEqual(anchors);
    expect(
      [...html.matchAll(/<h\d id="([^"]*)"/g)].map(([, anchor]) => anchor),
      path,
    ).toEqual(anchors);
  }
});

test("contentOf() skips no level of headings, whatever the Markdown has", () => {
  const { html } = contentOf("# A\n\n### B\n\n### C\n\n## D\n", SAME);
  expect([...html.matchAll(/<h(\d) /g)].map(([, level]) => level).join("")).toBe("1222");
});

test("contentOf() says a section as a reader sees it, one line for each row and item", () => {
  const { sections } = contentOf(
    "# Title\n\nWritten in\ntwo lines with `code`.\n\n## Second\n\n- one\n  - below **it**\n\n| a | b |\n| --- | --- |\n| 1 | [x](y.md) |\n",
    SAME,
  );
  expect(sections).toEqual([
    { level: 1, heading: "Title", anchor: "title", text: "Written in two lines with code." },
    { level: 2, heading: "Second", anchor: "second", text: "one\nbelow it\na · b\n1 · x" },
  ]);
});

test("contentOf() lets a table and a block of code scroll by themselves, reachable by keyboard, with a name", () => {
  const { html } = contentOf("# T\n\n| Volume | Size |\n| --- | --: |\n| a | 1 |\n\n```sh\nls\n```\n", SAME);
  expect(html).toContain('<div class="table" tabindex="0" role="group" aria-label="Table: Volume, Size">');
  expect(html).toContain('<pre tabindex="0" data-language="sh">');
});
