import type { Entry } from "./rank.ts";
import { marked, type Piece, snippet } from "./snippet.ts";

/** A place that was found, as a link to it. */
export function resultElement(entry: Entry, question: string, root: string): HTMLElement {
  const link = document.createElement("a");
  link.href = root + entry.address;
  const title = line("title", marked(entry.title, question));
  if (entry.heading !== "") title.append(line("heading", marked(entry.heading, question)));
  link.append(title, line("snippet", snippet(entry.text, question)));
  const item = document.createElement("li");
  item.append(link);
  return item;
}

function line(name: string, pieces: readonly Piece[]): HTMLElement {
  const element = document.createElement("span");
  element.className = name;
  element.append(...pieces.map(({ text, isMatch }) => (isMatch ? mark(text) : text)));
  return element;
}

function mark(text: string): HTMLElement {
  const element = document.createElement("mark");
  element.textContent = text;
  return element;
}
