import { describe, expect, it } from "vitest";
import { drift } from "./drift.ts";

describe("drift()", () => {
  it("is empty for trees of equal texts, whatever their order", () => {
    const one = new Map([["a.yaml", "1\n"]]).set("b.yaml", "2\n");
    const other = new Map([["b.yaml", "2\n"]]).set("a.yaml", "1\n");
    expect(drift(one, other)).toEqual([]);
  });

  it("names an edited, a stale and a missing file as such, and no other, sorted by path", () => {
    const committed = new Map(
      Object.entries({ "b/stale.yaml": "old\n", "a/edited.yaml": "by hand\n", "a/same.yaml": "1\n" }),
    );
    const fresh = new Map(
      Object.entries({ "a/same.yaml": "1\n", "a/missing.yaml": "", "a/edited.yaml": "rendered\n" }),
    );
    expect(drift(committed, fresh)).toEqual([
      { path: "a/edited.yaml", kind: "edited" },
      { path: "a/missing.yaml", kind: "missing" },
      { path: "b/stale.yaml", kind: "stale" },
    ]);
  });

  it("takes an empty file for a file: it is edited, missing or stale like any other", () => {
    expect(drift(new Map([["a", ""]]), new Map([["a", "text"]]))).toEqual([{ path: "a", kind: "edited" }]);
    expect(drift(new Map(), new Map([["a", ""]]))).toEqual([{ path: "a", kind: "missing" }]);
    expect(drift(new Map([["a", ""]]), new Map())).toEqual([{ path: "a", kind: "stale" }]);
  });

  it("sees a difference in line ends, blanks and a byte order mark", () => {
    const fresh = new Map([["a", "x: 1\n"]]);
    for (const text of ["x: 1\r\n", "x: 1", "x: 1 \n", "\uFEFFx: 1\n"]) {
      expect(drift(new Map([["a", text]]), fresh), JSON.stringify(text)).toEqual([{ path: "a", kind: "edited" }]);
    }
  });

  it("sorts by code unit, which no locale changes", () => {
    const fresh = new Map(["a-b", "a/b", "B", "ä", "a.b", "b"].map(path => [path, ""]));
    expect(drift(new Map(), fresh).map(({ path }) => path)).toEqual(["B", "a-b", "a.b", "a/b", "b", "ä"]);
  });
});
