import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openAddress, type Sight, startChromium } from "../../../review/report/page/browser/testing/open-page.ts";
import { answersOf, placesOf } from "../../../site/answers-of.ts";
import { type Running, startServer } from "../../../site/start-server.ts";
import { declaredLab } from "../../../testing/declared-lab.ts";
import { layOut } from "../../../tree/lay-out.ts";
import { guidebookFiles } from "../../guidebook-files.ts";
import { siteOf } from "../site.ts";

let browser: Browser;
let folder: string;
let server: Running;
/** Paths of the pages below the site. */
let pages: readonly string[];
/** Where the site begins: on disk, and at the server of `lab site`. */
const roots = { disk: "", server: "" };

beforeAll(async () => {
  const lab = await declaredLab();
  const files = await guidebookFiles(lab);
  const prefix = `${lab.cluster.name}/guidebook/site/`;
  const site = files.flatMap(([path, text]) =>
    path.startsWith(prefix) ? [[path.slice(prefix.length), text] as const] : [],
  );
  folder = mkdtempSync(join(tmpdir(), "site-"));
  for (const [path, text] of site) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  pages = site.flatMap(([path]) => (path.endsWith(".html") ? [path] : []));
  const shown = { lab, tree: new Map([...layOut(lab.units).tree, ...files]), site: siteOf(lab, placesOf("guidebook")) };
  const answers = answersOf({ shownLab: async () => shown, reviewPage: async () => "<!doctype html>" });
  server = await startServer(answers, 0);
  Object.assign(roots, { disk: `${pathToFileURL(folder).href}/`, server: server.address });
  browser = await startChromium();
});

afterAll(async () => {
  await browser?.close();
  server?.stop();
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

/** Opens a page, and holds it to what every page must keep. */
async function reading(
  place: keyof typeof roots,
  path: string,
  sight: Sight,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const { page, requests, complaints } = await openAddress(browser, roots[place] + path, roots[place], sight);
  try {
    await use(page);
    expect({ path, requests, complaints }).toEqual({ path, requests: [], complaints: [] });
  } finally {
    await page.close();
  }
}

/** Rules of axe that a page breaks. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run({
      preload: false, // it would fetch the style, which no script of the site may
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
  });
}

/** What a page says about itself. */
function lookAt(page: Page) {
  return page.evaluate(() => ({
    links: [...document.links].map(({ href }) => href),
    anchors: [...document.querySelectorAll("[id]")].map(({ id }) => id),
    unseen: [...document.images].filter(image => !image.complete || image.naturalWidth === 0 || image.alt === "")
      .length,
    pictures: document.images.length,
    overflow: document.documentElement.scrollWidth - innerWidth,
    ground: getComputedStyle(document.documentElement).backgroundColor,
  }));
}

async function typeQuestion(page: Page, question: string): Promise<void> {
  await page.keyboard.press("/");
  await page.keyboard.type(question);
  await page.waitForFunction(() => document.querySelector("#results ol, #results p") !== null);
}

describe.each(["disk", "server"] as const)("the site from %s", place => {
  test("leads by each link of each page to a page and an anchor, and shows every picture", async () => {
    const seen = new Map<string, Awaited<ReturnType<typeof lookAt>>>();
    for (const path of pages) {
      await reading(place, path, {}, async page => {
        seen.set(roots[place] + path, await lookAt(page));
        expect(await violations(page), path).toEqual([]);
      });
    }
    const all = [...seen.values()];
    expect(all.reduce((sum, { unseen }) => sum + unseen, 0)).toBe(0);
    expect(all.reduce((sum, { pictures }) => sum + pictures, 0)).toBeGreaterThan(0);
    const dead = all
      .flatMap(({ links }) => links)
      .filter(link => {
        const [address = "", anchor] = link.split("#");
        if (!address.startsWith(roots[place]) || /\/(?:tree\/|review$|pictures\/)/.test(address)) return false;
        return seen.get(address)?.anchors.includes(anchor ?? "main") !== true;
      });
    expect([...new Set(dead)]).toEqual([]);
  });

  test("can be read on a phone in the dark, without scrolling sideways", async () => {
    for (const path of pages) {
      await reading(place, path, { width: 360, scheme: "dark" }, async page => {
        const { overflow, ground, unseen } = await lookAt(page);
        expect({ path, overflow, unseen }).toEqual({ path, overflow: 0, unseen: 0 });
        expect(ground).toBe("rgb(19, 20, 22)");
      });
    }
  });

  test("has no finding of axe on a phone in the dark, with its pages and its search open", async () => {
    await reading(place, "index.html", { width: 360, scheme: "dark" }, async page => {
      expect(await violations(page)).toEqual([]);
      await page.click("[popovertarget]");
      expect(await page.$eval("#pages", one => one.matches(":popover-open"))).toBe(true);
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press("Escape");
      await typeQuestion(page, "volume");
      expect(await violations(page)).toEqual([]);
    });
  });

  test("answers a question by keyboard alone: slash, words, arrows, Enter", () =>
    reading(place, "tools/traefik.html", {}, async page => {
      await typeQuestion(page, "power cut");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowUp");
      const focused = await page.evaluate(() => (document.activeElement as HTMLAnchorElement).href);
      expect(focused).toBe(`${roots[place]}runbooks/after-a-power-cut.html`);
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
      expect(page.url()).toBe(focused);
    }));

  test("marks what was found, says how much, and when there is nothing", () =>
    reading(place, "index.html", {}, async page => {
      await typeQuestion(page, "restore erp");
      expect(await page.$$eval("#results mark", all => all.map(one => one.textContent.toLowerCase()))).toContain("erp");
      expect(await page.$eval("#results [role=status]", one => one.textContent)).toMatch(/^\d+ places?$/);
      await page.keyboard.type(" nosuchword anywhere");
      await page.waitForFunction(() => document.querySelector("#results ol") === null);
      expect(await page.$eval("#results", one => one.textContent)).toBe("No place has all of these words.");
      await page.keyboard.press("Escape");
      expect(await page.$eval("#results", one => one.hasAttribute("hidden"))).toBe(true);
    }));

  test("begins with a link that skips to the page", () =>
    reading(place, "index.html", {}, async page => {
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    }));

  test("can be read and walked through without its script", async () => {
    const page = await browser.newPage();
    await page.setJavaScriptEnabled(false);
    await page.setViewport({ width: 1200, height: 900 });
    await page.goto(`${roots[place]}tools/traefik.html`);
    await Promise.all([page.waitForNavigation(), page.click("#pages li a")]);
    expect(page.url()).toBe(`${roots[place]}index.html`);
    await page.close();
  });
});

describe("the server of lab site", () => {
  test("shows folders and files of the tree, and finds objects", async () => {
    for (const path of ["tree/", "tree/arcodange/erp/", "tree/arcodange/erp/deployment-erp.yaml"]) {
      for (const sight of [{}, { width: 360, scheme: "dark" }] as const) {
        await reading("server", path, sight, async page => {
          expect(await violations(page), path).toEqual([]);
          expect((await lookAt(page)).overflow).toBe(0);
        });
      }
    }
    await reading("server", "index.html", {}, async page => {
      await typeQuestion(page, "deployment erp");
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
      expect(page.url()).toBe(`${roots.server}tree/arcodange/erp/deployment-erp.yaml`);
      await page.goto(`${page.url()}#L2`);
      expect(await page.$eval(":target", one => one.textContent)).toBe("2kind: Deployment\n");
    });
  });
});
