import { describe, expect, test } from "vitest";
import { declaredLab } from "../../../testing/declared-lab.ts";
import type { SearchData, SearchedPage } from "../search-data.ts";
import { siteOf } from "../site.ts";
import { entriesOf, rank } from "./rank.ts";

function found(pages: readonly SearchedPage[], question: string, files: SearchData["files"] = []): string[] {
  return rank(entriesOf({ pages, files }), question).map(({ address }) => address);
}

function page(name: string, title: string, ...sections: SearchedPage[2]): SearchedPage {
  return [`${name}.html`, title, [["", "", ""], ...sections]];
}

describe("rank()", () => {
  test("puts a title before a heading, and a heading before the text", () => {
    const pages = [
      page("text", "One", ["Two", "two", "about volumes"]),
      page("heading", "Three", ["Volumes", "volumes", "words"]),
      page("title", "Volumes", ["Four", "four", "words"]),
    ];
    expect(found(pages, "volumes")).toEqual(["title.html", "heading.html#volumes", "text.html#two"]);
  });

  test("wants every word, in the section or in the title of its page", () => {
    const pages = [
      page("erp", "erp", ["Data", "data", "restore it so"]),
      page("cms", "cms", ["Data", "data", "nothing"]),
    ];
    expect(found(pages, "erp restore")).toEqual(["erp.html#data"]);
    expect(found(pages, "cms restore")).toEqual([]);
  });

  test("finds words by their beginning, in any case and number, with or without accents", () => {
    const pages = [page("a", "A", ["B", "b", "Restoring the café's volume"])];
    for (const question of ["resto", "RESTORE volumes", "cafe", "volum"])
      expect(found(pages, question)).toEqual(["a.html#b"]);
    expect(found(pages, "olume")).toEqual([]);
  });

  test("overlooks what says nothing, but takes it where there is nothing else", () => {
    const pages = [page("a", "Add an app"), page("b", "How to")];
    expect(found(pages, "how do I add an app?")).toEqual(["a.html"]);
    expect(found(pages, "how")).toEqual(["b.html"]);
    expect(found(pages, " ?! ")).toEqual([]);
  });

  test("puts words that stand together before words that are far apart", () => {
    const far = `power ${"and so on ".repeat(60)} cut`;
    const pages = [page("far", "Far", ["A", "a", far]), page("near", "Near", ["A", "a", `a power cut ${far}`])];
    expect(found(pages, "power cut")).toEqual(["near.html#a", "far.html#a"]);
  });

  test("helps a long question with places that lack one word, after those that have all", () => {
    const pages = [page("a", "A", ["B", "b", "node stops pods"]), page("c", "C", ["D", "d", "node stops pods die"])];
    expect(found(pages, "node stops die")).toEqual(["c.html#d", "a.html#b"]);
    expect(found(pages, "node die")).toEqual(["c.html#d"]);
  });

  test("finds files by kind, name and path", () => {
    const files = [["tree/erp/deployment-erp.yaml", "Deployment erp", "arcodange/erp/deployment-erp.yaml"]] as const;
    for (const question of ["deployment erp", "arcodange/erp/dep", "deployment-erp.yaml"]) {
      expect(found([], question, files)).toEqual(["tree/erp/deployment-erp.yaml"]);
    }
  });

  test("shows few sections of one page", () => {
    const sections = Array.from({ length: 9 }, (_, index) => [`Disk ${index}`, `disk-${index}`, "a disk"] as const);
    expect(found([page("a", "A", ...sections), page("b", "B", ["C", "c", "disk"])], "disk")).toContain("b.html#c");
  });
});

test.each([
  ["restore erp data", "apps/erp.html"],
  ["pi2", "blast-radius.html"],
  ["plausible secret", "tools/plausible.html"],
  ["which secret does plausible read", "tools/plausible.html"],
  ["add app", "runbooks/new-web-application.html"],
  ["power cut", "runbooks/after-a-power-cut.html"],
  ["restore volume", "runbooks/restore-a-volume.html"],
  ["rotate secret", "runbooks/rotate-a-secret.html"],
  ["traefik", "tools/traefik.html"],
])("the guidebook answers %j first with %s", async (question, answer) => {
  const pages = siteOf(await declaredLab()).searched.map(line => JSON.parse(line) as SearchedPage);
  const entries = entriesOf({ pages, files: [] });
  expect(rank(entries, question)[0]?.page).toBe(answer);
});
