import { posix } from "node:path";
import { expect, test } from "vitest";
import { declaredLab } from "../../testing/declared-lab.ts";
import { bookOf, PICTURES } from "../book.ts";
import { siteFiles } from "./site-files.ts";

const lab = await declaredLab();
const files = new Map(siteFiles(lab));
const pages = [...files].filter(([path]) => path.endsWith(".html"));

test("siteFiles() has a page for each of the guidebook's", () => {
  expect(pages.length).toBe(bookOf(lab).pages.length);
  expect(files.has("site/index.html")).toBe(true);
});

test("siteFiles() gives the same bytes twice", () => {
  expect(siteFiles(lab)).toEqual([...files]);
});

test("siteFiles() leads by every link to a page and an anchor that are there", () => {
  const pictures = [...bookOf(lab).drawings.keys()].map(name => `${PICTURES}/${name}.svg`);
  const known = new Set([...files.keys(), ...pictures]);
  const dead = pages.flatMap(([path, html]) =>
    [...html.matchAll(/ (?:href|src)="([^"]*)"/g)].flatMap(([, address = ""]) => {
      if (/^https?:/.test(address)) return [];
      const [to = "", anchor] = address.split("#");
      const target = to === "" ? path : posix.join(posix.dirname(path), to);
      const isThere = known.has(target) && (anchor === undefined || files.get(target)?.includes(` id="${anchor}"`));
      return isThere ? [] : [`${path}: ${address}`];
    }),
  );
  expect(dead).toEqual([]);
});

test("siteFiles() asks no address of the outside, and has no script or style of its own in a page", () => {
  for (const [path, html] of pages) {
    expect(html, path).not.toMatch(/<(?:script|link|img)[^>]*(?:src|href)="(?:https?:)?\/\//);
    expect(html, path).not.toMatch(/ style="|<style|<script(?! src=)| on\w+="/);
    expect(html, path).toContain("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'");
  }
  for (const name of ["site/style.css", "site/script.js", "site/icon.svg"]) {
    expect(files.get(name)?.replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:|@import|url\(/);
  }
});
