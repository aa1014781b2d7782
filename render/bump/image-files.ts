import { readFileSync, writeFileSync } from "node:fs";
import { isMap, parseDocument } from "yaml";

/**
 * A file with image tags as a person writes it: one line for each value, comments where they were. The Image Updater
 * adds to an empty mapping, `{}`, in braces and on the same line for ever.
 */
export function tidied(text: string): string {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !isMap(document.contents) || document.contents.items.length === 0) return text;
  document.contents.flow = false;
  for (const { value } of document.contents.items) if (isMap(value)) value.flow = false;
  return document.toString({ lineWidth: 0 });
}

/** A file with image tags, with this one for an instance; comments stay, and so does what the Image Updater says of it. */
export function withTag(text: string, instance: string, tag: string): string {
  const document = parseDocument(text);
  document.setIn([instance, "tag"], tag);
  return document.toString({ lineWidth: 0 });
}

/** Tidies a file in place. */
export function tidy(file: string): void {
  const text = readFileSync(file, "utf8");
  const better = tidied(text);
  if (better !== text) writeFileSync(file, better);
}
