import GithubSlugger from "github-slugger";
import { Marked, type Token, type Tokens } from "marked";
import { withoutMarks } from "../headings.ts";
import { escapeHtml } from "./escape-html.ts";

/** What a page says: as HTML, and section by section as plain text. */
export interface Content {
  readonly html: string;
  readonly sections: readonly Section[];
}

/** What stands below one heading, as far as the next one of any level. */
export interface Section {
  /** 1 for the title of the page; at most one more than that of the section before. */
  readonly level: number;
  readonly heading: string;
  /** The one that the Markdown page has for it. */
  readonly anchor: string;
  readonly text: string;
}

/**
 * Turns a page of Markdown into HTML. Raw HTML in it is shown as text: nothing that stands in a page can run. A heading
 * has the anchor that Gitea gives it, a table scrolls sideways by itself, a picture opens large.
 *
 * @param addressOf where a link leads; undefined where it may lead nowhere
 */
export function contentOf(markdown: string, addressOf: (link: string) => string | undefined): Content {
  const tokens = marked.lexer(markdown);
  const sections = sectionsOf(tokens);
  marked.walkTokens(tokens, token => {
    if (token.type === "link" || token.type === "image") token.href = addressOf(token.href) ?? NOWHERE;
  });
  return { html: marked.parser(tokens), sections };
}

/** The address of a link that is shown as its words alone. */
const NOWHERE = "";

const marked = new Marked({
  renderer: {
    html: token => ("block" in token && token.block ? `<p>${escapeHtml(token.text)}</p>\n` : escapeHtml(token.text)),
    heading(token) {
      const { anchor, depth, level, text, tokens } = token as Placed;
      const words = this.parser.parseInline(tokens);
      if (anchor === undefined) return `<h${depth}>${words}</h${depth}>\n`;
      const label = escapeHtml(`Link to “${withoutMarks(text)}”`);
      const link = level === 1 ? "" : ` <a class="anchor" href="#${anchor}" aria-label="${label}">#</a>`;
      return `<h${level} id="${anchor}">${words}${link}</h${level}>\n`;
    },
    code({ text, lang = "" }) {
      const language = /^\w+$/.test(lang) ? ` data-language="${lang}"` : "";
      return `<pre tabindex="0"${language}><code>${escapeHtml(text)}\n</code></pre>\n`;
    },
    table({ header, rows }) {
      const line = (cells: Tokens.TableCell[]) => `<tr>${cells.map(cell => this.tablecell(cell)).join("")}</tr>\n`;
      const body = rows.length === 0 ? "" : `<tbody>\n${rows.map(line).join("")}</tbody>\n`;
      return `<div class="table" tabindex="0" role="group" aria-label="${escapeHtml(tableName(header))}"><table>\n<thead>\n${line(header)}</thead>\n${body}</table></div>\n`;
    },
    tablecell({ tokens, header, align }) {
      const name = header ? "th" : "td";
      const scope = header ? ' scope="col"' : "";
      const side = align === "right" ? ' class="number"' : "";
      return `<${name}${scope}${side}>${this.parser.parseInline(tokens)}</${name}>`;
    },
    checkbox: ({ checked }) => (checked ? "☑ " : "☐ "),
    link({ href, tokens }) {
      const words = this.parser.parseInline(tokens);
      return href === NOWHERE ? words : `<a href="${escapeHtml(href)}">${words}</a>`;
    },
    image({ href, text }) {
      if (href === NOWHERE) return escapeHtml(text);
      const source = escapeHtml(href);
      return `<a class="picture" href="${source}"><img src="${source}" alt="${escapeHtml(text)}"></a>`;
    },
  },
});

/** A heading with its place on the page; one within a list or a quotation has none. */
type Placed = Tokens.Heading & Partial<Pick<Section, "anchor" | "level">>;

/** Sections in order; gives each heading its place on the way. A level is never skipped: who hears the page counts on it. */
function sectionsOf(tokens: readonly Token[]): Section[] {
  const slugger = new GithubSlugger();
  const sections: { level: number; heading: string; anchor: string; texts: string[] }[] = [];
  const above: number[] = [];
  for (const token of tokens) {
    if (token.type === "heading") {
      const heading = withoutMarks(token.text);
      const anchor = slugger.slug(heading);
      while ((above.at(-1) ?? 0) >= token.depth) above.pop();
      const level = above.push(token.depth);
      Object.assign(token, { anchor, level } satisfies Partial<Placed>);
      sections.push({ level, heading, anchor, texts: [] });
    } else sections.at(-1)?.texts.push(plainText(token));
  }
  return sections.map(({ texts, ...section }) => ({ ...section, text: tidy(texts.join("\n")) }));
}

/** Every word that a reader sees, and what a picture says in words. */
function plainText(token: Token): string {
  if (token.type === "table") {
    const { header, rows } = token as Tokens.Table;
    return [header, ...rows].map(cells => cells.map(cell => inline(cell.tokens)).join(" · ")).join("\n");
  }
  if (token.type === "list") return (token as Tokens.List).items.map(item => `\n${inline(item.tokens)}`).join("");
  if ("tokens" in token && token.tokens !== undefined) return inline(token.tokens);
  if (!("text" in token)) return "";
  return token.type === "code" ? token.text : token.text.replaceAll("\n", " "); // of prose, only the writer sees its lines
}

function inline(tokens: readonly Token[]): string {
  return tokens.map(plainText).join("");
}

function tidy(text: string): string {
  return text
    .replaceAll(/[ \t]+/g, " ")
    .replaceAll(/\s*\n\s*/g, "\n")
    .trim();
}

/** What somebody is told who does not see the table: `Table: Volume, Size, Backups`. */
function tableName(header: readonly Tokens.TableCell[]): string {
  return `Table: ${header.map(({ tokens }) => inline(tokens).trim()).join(", ")}`;
}
