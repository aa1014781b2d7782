import { describe, expect, test } from "vitest";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import type { Lab } from "../checks/rule.ts";
import { graphOf } from "../model/graph.ts";
import { type Book, bookOf, guidebookFolder, putTogether, titleOf } from "./book.ts";
import type { Part } from "./part.ts";
import type { Drawing } from "./pictures/drawing.ts";

const told: Part = {
  name: "sample-text",
  tell: ({ cluster }, about) => `${cluster.name}: ${about || "all"}, [[storage]]`,
};
const failing: Part = {
  name: "sample-failure",
  tell: () => {
    throw new Error("no such volume");
  },
};
const drawing: Drawing = {
  title: "All",
  alternative: "One host.",
  nodes: [{ id: "pi1", kind: "host", lines: ["pi1"] }],
  edges: [],
};
const drawn: Part = { name: "sample-picture", draw: () => drawing };
const undrawn: Part = { name: "sample-nothing", draw: () => undefined };

const FOLDER = "platform/guidebook/";
const labWith = (texts: Readonly<Record<string, string>>): Lab => ({
  cluster: sampleCluster,
  units: [],
  graph: graphOf([]),
  prose: new Map(Object.entries(texts).map(([name, text]) => [`${FOLDER}${name}.md`, text])),
});
const bookWith = (texts: Readonly<Record<string, string>>) =>
  putTogether(labWith(texts), [told, failing, drawn, undrawn]);
const pageOf = ({ pages }: Book, path: string) => pages.find(page => page.path === path);

describe("putTogether()", () => {
  test("puts facts, parts and links into each page, which ends with one line break", () => {
    const book = bookWith({ storage: "# Storage\n\n{{domain}}\n\n\n", README: "# Lab\n\n{{> sample-text}}\n\n" });
    expect(pageOf(book, "README")).toMatchObject({
      title: "Lab",
      source: "platform/guidebook/README.md",
      text: "# Lab\n\nhome: all, [Storage](storage.md)\n",
      parts: ["sample-text"],
    });
    expect(pageOf(book, "storage")?.text).toBe("# Storage\n\nhome.lab\n");
    expect(book.faults).toEqual([]);
    expect(titleOf(book)).toBe("Lab");
  });

  test("shows a picture with what it says, and keeps what is drawn", () => {
    const book = bookWith({ "runbooks/move": "# Move\n\n{{> sample-picture}}\n" });
    expect(pageOf(book, "runbooks/move")?.text).toContain("![One host.](../site/pictures/sample-picture.svg)");
    expect([...book.drawings]).toEqual([["sample-picture", drawing]]);
  });

  test("says where there is nothing to draw", () => {
    const book = bookWith({ storage: "# Storage\n\n{{> sample-nothing}}\n" });
    expect(pageOf(book, "storage")?.text).toContain("None in this lab.");
    expect(book.drawings.size).toBe(0);
  });

  test("gathers what pages name and is not there, with the file of each", () => {
    const book = bookWith({ storage: "# Storage\n\n{{nowhere}} [[nowhere]]\n\n{{> nowhere}}\n" });
    expect(book.faults).toMatchObject([
      { field: "{{nowhere}}", file: `${FOLDER}storage.md` },
      { field: "{{> nowhere}}", file: `${FOLDER}storage.md` },
      { field: "[[nowhere]]", file: `${FOLDER}storage.md` },
    ]);
  });

  test("goes without a part that fails, and tells why", () => {
    const book = bookWith({ storage: "# Storage\n\n{{> sample-failure}}\n\nMore.\n" });
    expect(book.faults).toMatchObject([{ field: "{{> sample-failure}}", problem: "the part fails: no such volume" }]);
    expect(pageOf(book, "storage")?.text).toContain("More.");
  });
});

test("bookOf() puts together once for each lab", () => {
  const lab = labWith({ storage: "# Storage\n" });
  expect(bookOf(lab)).toBe(bookOf(lab));
  expect(bookOf({ ...lab })).not.toBe(bookOf(lab));
});

test("guidebookFolder() lies below what is rendered of the cluster", () => {
  expect(guidebookFolder(labWith({}))).toBe("rendered/home/guidebook");
});
