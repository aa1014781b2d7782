import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { type Book, bookOf, guidebookFolder, PICTURES } from "../../guidebook/book.ts";
import { headingsOf, linesOutsideCode } from "../../guidebook/headings.ts";
import { FRONT, type Page } from "../../guidebook/page.ts";
import { contentOf } from "../../guidebook/site/content.ts";
import { renderRepository } from "../../render-repository.ts";
import { startChromium } from "../../review/report/page/browser/testing/open-page.ts";
import { readTree } from "../../tree/read.ts";
import type { Tree } from "../../tree/tree.ts";
import { writeTree } from "../../tree/write.ts";
import { Parts } from "../process/parts.ts";
import { authority } from "../servers/authority.ts";
import { type Gitea, startGitea } from "../servers/gitea.ts";
import { commitAndPush, createOrganisation, createRepository } from "../servers/gitea-repositories.ts";
import { startPostgres } from "../servers/postgres.ts";
import { siteOf } from "../site.ts";
import { copySource } from "./source-copy.ts";

const { organisation, repository } = arcodange.gitea;

/** Where Gitea shows files of the repository, below its own address. */
const FILES = `/${organisation}/${repository}/src/branch/main`;

/** What Gitea puts before each anchor. Links to another page come without; its script leads them there. */
const PREFIX = "user-content-";

/** A page that is in no guidebook, with a heading of every sort. */
const SORTS = {
  path: "headings.md",
  text: [
    ...["What to do, when it breaks?", "See `lab up --watch` and **bold** words", "A [link](README.md#lab) in words"],
    ...["Steps", "Steps", "2. Kebab-case, snake_case", "Über–Größe — 東京", "a / b & c", "`<name>`, `{{hosts.redis}}`"],
  ]
    .map(words => `## ${words}\n`)
    .join("\n"),
};

describe("the guidebook, as a real Gitea shows it", () => {
  const parts = new Parts();
  const trusted = getCACertificates("default");
  let folder: string;
  let gitea: Gitea;
  let tree: Tree;
  let book: Book;
  /** Where Gitea shows the guidebook's folder. */
  let home: string;
  /** Of somebody who is signed in, by name. */
  let cookies: ReadonlyMap<string, string>;
  /** What Gitea made of the Markdown of each page. */
  let shown: ReadonlyMap<Page, string>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "bed-"));
    const postgres = parts.add(await startPostgres(folder));
    const trust = authority(join(folder, "authority"));
    gitea = parts.add(await startGitea(folder, { postgres, authority: trust, site: siteOf(arcodange) }));
    setDefaultCACertificates([...trusted, readFileSync(gitea.certificate, "utf8")]);
    await createOrganisation(gitea, organisation);
    await createRepository(gitea, organisation, repository);
    await pushGuidebook();
    cookies = await signIn();
    const read: [page: Page, html: string][] = [];
    for (const page of book.pages) read.push([page, await show(placeOf(page).href)]);
    shown = new Map(read);
  });

  afterAll(async () => {
    setDefaultCACertificates(trusted);
    await parts.stop();
    rmSync(folder, { recursive: true });
  });

  test("has the same words on every page as the site, and leads to the same places", () => {
    for (const [page, html] of shown) {
      const site = siteContent(page);
      expect(wordsOf(html), page.path).toBe(wordsOf(site));
      expect(linksOf(html, placeOf(page)), page.path).toEqual(linksOf(site, placeOf(page)));
    }
  });

  test("shows no mark of Markdown, and none of ours", () => {
    for (const [page, html] of shown) {
      const prose = html.replaceAll(/<(pre|code)\b.*?<\/\1>/gs, "");
      expect(wordsOf(prose).match(/\{\{|\}\}|\[\[|\]\]|\]\(|\*\*|`|\\\|/g), page.path).toBeNull();
      expect(html, page.path).not.toContain("\\|");
    }
  });

  test("loses no cell of a table", () => {
    for (const [page, html] of shown) expect(html.match(/<t[hd]\b/g) ?? [], page.path).toHaveLength(cellsIn(page.text));
  });

  test("gives headings the anchors that links count on", async () => {
    const sorts = await show(`${FILES}/${SORTS.path}`);
    const all = [...[...shown].map(([{ path, text }, html]) => ({ path, text, html })), { ...SORTS, html: sorts }];
    for (const { path, text, html } of all) {
      expect(anchorsIn(html), path).toEqual(headingsOf(text).map(({ anchor }) => anchor));
    }
  });

  test("leads to each heading, for no page has two with the same words", () => {
    for (const [page, html] of shown) expect(new Set(anchorsIn(html)).size, page.path).toBe(anchorsIn(html).length);
  });

  test("leads nowhere but to what is there", async () => {
    const pages = [...shown].map(([page, html]) => ({ html, place: placeOf(page) }));
    const links = new Set(pages.flatMap(({ html, place }) => linksOf(html, place)));
    const anchors = new Map(pages.map(({ html, place }) => [place.href, anchorsIn(html)]));
    const own = [...links].filter(link => link.startsWith(gitea.url)).map(link => link.split("#") as [string, string?]);
    expect(own.filter(([at, anchor]) => anchor !== undefined && !anchors.get(at)?.includes(anchor))).toEqual([]);
    const places = [...new Set(own.map(([at]) => at))];
    expect(places.length).toBeGreaterThan(pages.length);
    const answers: [at: string, status: number][] = [];
    for (const at of places) answers.push([at, await statusOf(at)]); // one by one: a busy Gitea refuses hundreds at once
    expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
  });

  test("has each picture, as it is rendered", async () => {
    const sources = [...shown.values()].flatMap(html => [...html.matchAll(/<img src="([^"]*)"/g)].map(([, at]) => at));
    const media = home.replace("/src/", "/media/"); // files as they are
    const files = [...book.drawings.keys()].map(name => `${PICTURES}/${name}.svg`);
    expect([...new Set(sources)].sort()).toEqual(files.map(file => `${media}/${file}`).sort());
    for (const file of files) {
      const response = await ask(`${media}/${file}`);
      expect([response.status, response.headers.get("content-type")], file).toEqual([200, "image/svg+xml"]);
      expect(await response.text(), file).toBe(tree.get(`${arcodange.name}/guidebook/${file}`));
    }
  });

  test("shows its front page below the list of its folder", async () => {
    const html = await (await ask(home)).text();
    expect(html).toContain(`href="${home}/storage.md"`);
    const front = book.pages.find(({ path }) => path === FRONT) as Page;
    expect(wordsOf(markupOf(html))).toBe(wordsOf(shown.get(front) as string));
  });

  test("shows its pictures in Chromium", async () => {
    const browser = await startChromium();
    try {
      const page = await browser.newPage();
      const security = await page.createCDPSession();
      await security.send("Security.setIgnoreCertificateErrors", { ignore: true });
      await browser.setCookie(
        ...[...cookies].map(([name, value]) => ({ name, value, domain: arcodange.gitea.host, secure: true })),
      );
      page.on("dialog", dialog => void dialog.dismiss()); // Gitea misses its scripts, which only official builds have
      const pictured = book.pages.find(({ text }) => text.includes(`${PICTURES}/`)) as Page;
      await page.goto(placeOf(pictured).href);
      const picture = await page.waitForSelector(".markup img");
      await picture?.scrollIntoView(); // it is loaded when it is looked at
      await page.waitForFunction("document.querySelector('.markup img').naturalWidth > 100");
    } finally {
      await browser.close();
    }
  });

  async function pushGuidebook(): Promise<void> {
    const rendering = await renderRepository();
    const lab = rendering.labs.find(({ cluster }) => cluster.name === arcodange.name);
    if (lab === undefined) throw new Error("clusters/index.ts has no cluster arcodange");
    tree = rendering.tree;
    book = bookOf(lab);
    home = `${FILES}/${guidebookFolder(lab)}`;
    const source = join(folder, "source");
    copySource(source);
    writeTree(join(source, "rendered"), readTree(join(source, "rendered")), tree);
    writeFileSync(join(source, SORTS.path), SORTS.text);
    await commitAndPush(gitea, `${organisation}/${repository}`, source, "test: begin [skip ci]");
  }

  /** Signs in as a person does, for Gitea shows no page to a token. */
  async function signIn(): Promise<ReadonlyMap<string, string>> {
    const body = new URLSearchParams({ user_name: gitea.administrator, password: gitea.password });
    const response = await fetch(new URL("/user/login", gitea.url), { method: "POST", body, redirect: "manual" });
    const pairs = response.headers.getSetCookie().map(cookie => /^([^=]+)=([^;]*)/.exec(cookie) ?? []);
    return new Map(pairs.map(([, name = "", value = ""]) => [name, value])); // the session before it has the same name
  }

  function placeOf({ path }: Page): URL {
    return new URL(`${home}/${path}.md`, gitea.url);
  }

  function ask(address: string): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return fetch(new URL(address, gitea.url), { headers: { cookie } });
  }

  async function statusOf(address: string): Promise<number> {
    const response = await ask(address);
    await response.body?.cancel();
    return response.status;
  }

  async function show(address: string): Promise<string> {
    const response = await ask(address);
    expect(response.status, address).toBe(200);
    return markupOf(await response.text());
  }
});

/** What stands on the site, without the marks by which a reader takes the address of a heading. */
function siteContent({ text }: Page): string {
  return contentOf(text, link => link).html.replaceAll(/<a class="anchor".*?<\/a>/g, "");
}

/** What Gitea made of the Markdown that a page of its shows. */
function markupOf(html: string): string {
  const [, markup] = /<div class="file-view markup markdown">(.*?)\n\t+<\/div>/s.exec(html) ?? [];
  if (markup === undefined) throw new Error(`Gitea shows no Markdown: ${wordsOf(html).slice(0, 200)}`);
  return markup;
}

function wordsOf(html: string): string {
  return plain(html.replaceAll(/<[^>]*>/g, "")).replaceAll(/\s/g, "");
}

/** Where a page leads, in the order of its links. */
function linksOf(html: string, page: URL): string[] {
  const links = [...html.matchAll(/<a\b[^>]*? href="([^"]*)"/g)].map(([, link = ""]) => plain(link));
  return links.map(link => new URL(link.replace(`#${PREFIX}`, "#"), page).href);
}

function anchorsIn(html: string): string[] {
  return [...html.matchAll(new RegExp(`<h\\d id="${PREFIX}([^"]*)"`, "g"))].map(([, anchor = ""]) => plain(anchor));
}

/** Cells of all tables of a Markdown text, headings among them. */
function cellsIn(markdown: string): number {
  const lines = linesOutsideCode(markdown).filter(({ text }) => text.startsWith("|") && !/^[|:\s-]+$/.test(text));
  return lines.reduce((sum, { text }) => sum + (text.match(/(?<!\\)\|/g) ?? []).length - 1, 0);
}

function plain(html: string): string {
  return html.replaceAll(/&(?:#(\d+)|(\w+));/g, (entity, code, name) =>
    code === undefined ? (ENTITIES[name] ?? entity) : String.fromCodePoint(Number(code)),
  );
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };
