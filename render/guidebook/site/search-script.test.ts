import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { SEARCH_DATA, type SearchData } from "./search-data.ts";
import { searchLine, searchLines, searchScript } from "./search-script.ts";

const HOSTILE = 'a "]],\n["x.html", " \u2028 </script> \\';

const lines = ["README", "tools/traefik", "storage"].map(path =>
  searchLine({ path, title: HOSTILE, source: "", text: "", parts: [] }, [
    { level: 1, heading: path, anchor: path, text: HOSTILE },
    { level: 2, heading: HOSTILE, anchor: "x", text: "" },
  ]),
);
const script = searchScript(lines, [["/tree/x", "x", HOSTILE]]);

test("searchScript() gives pages and files to whoever runs it, whatever they hold", () => {
  const scope: Record<string, SearchData> = {};
  runInNewContext(script, scope);
  const { pages, files } = scope[SEARCH_DATA] as SearchData;
  expect(pages.map(([address]) => address)).toEqual(["index.html", "tools/traefik.html", "storage.html"]);
  expect(pages.map(([, title, [top]]) => [title, top?.[2]])).toEqual(Array(3).fill([HOSTILE, HOSTILE]));
  expect(files).toEqual([["/tree/x", "x", HOSTILE]]);
});

test("searchLines() finds the lines again by their addresses", () => {
  const found = searchLines(script);
  expect(["index.html", "tools/traefik.html", "storage.html"].map(address => found.get(address))).toEqual(lines);
});
