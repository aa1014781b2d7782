import { describe, expect, test } from "vitest";
import { headingsOf } from "./headings.ts";
import { linkedFiles, resolveLinks, type Targets } from "./links.ts";

const page = (text: string) => ({ title: headingsOf(text)[0]?.text ?? "", headings: headingsOf(text) });
const targets: Targets = new Map([
  ["storage", page("# Storage and recovery\n\n## Volumes\n")],
  ["tools", page("# Tools\n")],
  ["tools/redis", page("# Redis\n\n## What it is\n")],
]);
const from = (place: string, text: string) =>
  resolveLinks(text, targets, { page: place, folder: "rendered/home/guidebook" });

describe("resolveLinks()", () => {
  test.each([
    ["[[storage]]", "[Storage and recovery](../storage.md)"],
    ["[[storage#volumes]]", "[Storage and recovery, Volumes](../storage.md#volumes)"],
    ["[[storage|where data lie]]", "[where data lie](../storage.md)"],
    ["[[storage#volumes|its volumes]]", "[its volumes](../storage.md#volumes)"],
    ["[[#what-it-is]]", "[What it is](#what-it-is)"],
    ["[[tools]]", "[Tools](../tools.md)"],
    ["[[file:apps/index.ts]]", "[`apps/index.ts`](../../../../apps/index.ts)"],
    ["[[file:apps/index.ts|the list]]", "[the list](../../../../apps/index.ts)"],
  ])("writes %s as %s", (link, written) => {
    expect(from("tools/redis", `See ${link}.`)).toEqual({ text: `See ${written}.`, dead: [] });
  });

  test("leaves code alone: in a span, in a block", () => {
    const text = "`[[nowhere]]`\n\n```\n[[nowhere]]\n```";
    expect(from("storage", text)).toEqual({ text, dead: [] });
  });

  test("keeps the words of a link to no page, and tells it", () => {
    const { text, dead } = from("storage", "See [[tools/reddis|the cache]] and [[nowhere]].");
    expect(text).toBe("See the cache and nowhere.");
    expect(dead).toMatchObject([
      { field: "[[tools/reddis|the cache]]", problem: 'there is no page "tools/reddis"' },
      { field: "[[nowhere]]", problem: 'there is no page "nowhere"' },
    ]);
  });

  test("tells a heading that is not there, with those that are", () => {
    expect(from("storage", "[[tools/redis#nowhere]]").dead).toMatchObject([
      { problem: 'that page has no heading "nowhere"', remedy: "link to #what-it-is" },
    ]);
  });
});

test("linkedFiles() finds each file once, and none in code", () => {
  expect(linkedFiles("[[file:a.ts]] [[file:b/c.ts|c]] [[file:a.ts]] `[[file:d.ts]]`")).toEqual(["a.ts", "b/c.ts"]);
});
