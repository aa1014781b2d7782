import { beforeAll, describe, expect, test } from "vitest";
import type { Lab } from "../../checks/rule.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { bookOf } from "../book.ts";
import { linkedFiles } from "../links.ts";
import { filesOf } from "./files-of.ts";

let lab: Lab;

beforeAll(async () => {
  lab = await declaredLab();
});

describe("files-of", () => {
  test("stands on the page of every app and every component, with the file to edit", () => {
    const pages = bookOf(lab).pages.filter(({ path }) => /^(apps|tools)\//.test(path));
    expect(pages.length).toBeGreaterThan(20);
    for (const { path, text, source, parts } of pages) {
      expect(parts, path).toContain("files-of");
      expect(text, path).toContain(`/${source})`);
    }
  });

  test("leads to what is rendered of each instance", () => {
    expect(linkedFiles(filesOf.tell(lab, "erp"))).toEqual(
      expect.arrayContaining(["rendered/arcodange/erp", "rendered/arcodange/erp-sandbox"]),
    );
  });
});
