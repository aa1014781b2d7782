import type { Lab } from "../../../checks/rule.ts";
import { bookOf } from "../../book.ts";
import { headingsOf } from "../../headings.ts";
import type { Page } from "../../page.ts";
import { fileHolding } from "./file-holding.ts";
import type { PageFault } from "./page-shape.ts";

/** Headings of finished pages with nothing below them. */
export function emptySections(lab: Lab): (PageFault & { readonly file: string })[] {
  return bookOf(lab).pages.flatMap(page =>
    emptyIn(page).map(field => ({
      field,
      problem: "the section is empty",
      remedy: "write what a reader needs there",
      file: fileHolding(field, page.source, lab),
    })),
  );
}

/** A heading that a deeper one follows has that below it. */
function emptyIn({ text }: Page): string[] {
  const lines = text.split("\n");
  const headings = headingsOf(text);
  return headings.flatMap(({ text: title, level, line }, index) => {
    const next = headings[index + 1];
    const below = lines
      .slice(line + 1, next?.line)
      .join("")
      .trim();
    return below !== "" || level === 1 || (next !== undefined && next.level > level) ? [] : [title];
  });
}
