import type { Cluster } from "../../../clusters/lab.ts";
import type { Page } from "../page.ts";
import { fileAddress, sitePath } from "./address-of.ts";
import type { Content, Section } from "./content.ts";
import { escapeHtml } from "./escape-html.ts";
import { framed, linkTo, type Place } from "./frame.ts";
import type { Entry } from "./navigation.ts";

/** What a page of the site shows. */
export interface ShownPage {
  readonly cluster: Cluster;
  readonly page: Page;
  readonly content: Content;
  readonly navigation: readonly Entry[];
  readonly previous: Page | undefined;
  readonly next: Page | undefined;
  readonly places: readonly Place[];
}

/** Headings that are worth a list of their own. */
const FEWEST_HEADINGS = 3;

/** A page of the guidebook as HTML. */
export function sitePage({ cluster, page, content, navigation, previous, next, places }: ShownPage): string {
  const here = sitePath(page.path);
  const root = "../".repeat(here.split("/").length - 1);
  const to = (target: Page) => root + sitePath(target.path);
  return framed({
    title: page.title,
    lab: cluster.name,
    root,
    places,
    navigation: list(navigation, to),
    main: `<article>\n${content.html}</article>\n${foot(cluster, page)}${turn(previous, next, to)}`,
    aside: headings(content.sections),
  });
}

function list(entries: readonly Entry[], to: (page: Page) => string): string {
  const items = entries.map(({ page, isOpen, children, hidden }) => {
    const more = hidden === 0 ? "" : `<p>${linkTo(to(page), `${hidden} more`, false)}</p>`;
    const below = children.length === 0 ? "" : `\n${list(children, to)}`;
    return `<li>${linkTo(to(page), page.title, isOpen)}${below}${more}</li>`;
  });
  return `<ul>\n${items.join("\n")}\n</ul>\n`;
}

function foot(cluster: Cluster, { source }: Page): string {
  const address = escapeHtml(fileAddress(cluster, source));
  return `<p class="source">Its words are in <a href="${address}"><code>${escapeHtml(source)}</code></a>, its facts in the declaration.</p>\n`;
}

function turn(previous: Page | undefined, next: Page | undefined, to: (page: Page) => string): string {
  const link = (page: Page | undefined, word: string, rel: string) =>
    page === undefined
      ? ""
      : `<a rel="${rel}" href="${escapeHtml(to(page))}"><span>${word}</span> ${escapeHtml(page.title)}</a>\n`;
  return `<nav class="turn" aria-label="Pages before and after">\n${link(previous, "Before", "prev")}${link(next, "Next", "next")}</nav>\n`;
}

function headings(sections: readonly Section[]): string {
  const shown = sections.filter(({ level }) => level === 2);
  if (shown.length < FEWEST_HEADINGS) return "";
  const items = shown.map(({ heading, anchor }) => `<li><a href="#${anchor}">${escapeHtml(heading)}</a></li>`);
  return `<nav class="headings" aria-label="On this page">\n<p>On this page</p>\n<ul>\n${items.join("\n")}\n</ul>\n</nav>\n`;
}
