import { escapeHtml } from "./escape-html.ts";

/** What stands around every page, of the site and of `lab site`. Texts are plain, but for those of HTML. */
export interface Frame {
  readonly title: string;
  /** Name of the lab, in the bar. */
  readonly lab: string;
  /** The site's folder as the page sees it: empty, `../`, `/`. */
  readonly root: string;
  /** Further places in the bar. */
  readonly places: readonly Place[];
  /** HTML of the navigation. */
  readonly navigation: string;
  /** HTML of the page itself. */
  readonly main: string;
  /** HTML of what stands beside it. */
  readonly aside: string;
}

export interface Place {
  readonly title: string;
  readonly address: string;
  readonly isOpen: boolean;
}

/**
 * What a page may do: run and show what lies in the site, and ask nobody for anything.
 *
 * @see https://www.w3.org/TR/CSP3/
 */
export const POLICY = [
  "default-src 'none'",
  ...["script-src", "style-src", "img-src"].map(directive => `${directive} 'self'`),
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** A whole page. */
export function framed({ title, lab, root, places, navigation, main, aside }: Frame): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)} · ${escapeHtml(lab)}</title>
<link rel="icon" href="${root}icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${root}style.css">
<script src="${root}script.js" defer></script>
</head>
<body data-root="${root}">
<a class="skip" href="#main">Skip to the page</a>
<header class="bar">
<button type="button" class="quiet" popovertarget="pages">Pages</button>
<a class="brand" href="${root}index.html">${escapeHtml(lab)}</a>
${placesOf(places)}<search id="search" hidden><label><span>Search</span><input type="search" autocomplete="off" spellcheck="false" aria-keyshortcuts="/" placeholder="Search"></label><div id="results" hidden></div></search>
</header>
<div class="columns">
<nav id="pages" popover aria-label="Pages">
${navigation}</nav>
<main id="main" tabindex="-1">
${main}</main>
${aside}</div>
</body>
</html>
`;
}

function placesOf(places: readonly Place[]): string {
  if (places.length === 0) return "";
  const links = places.map(({ title, address, isOpen }) => linkTo(address, title, isOpen));
  return `<nav class="places" aria-label="Places">${links.join(" ")}</nav>\n`;
}

/** A link, which may lead to where the reader is. */
export function linkTo(address: string, title: string, isOpen: boolean): string {
  return `<a href="${escapeHtml(address)}"${isOpen ? ' aria-current="page"' : ""}>${escapeHtml(title)}</a>`;
}
