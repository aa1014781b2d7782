import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { siteFolder } from "../../../platform/components/site/places.ts";
import { POLICY } from "../../guidebook/site/frame.ts";
import { renderRepository } from "../../render-repository.ts";
import { startChromium } from "../../review/report/page/browser/testing/open-page.ts";
import type { Part } from "../process/part.ts";
import { laySitePod, type SitePod } from "./site-pod.ts";

const SITE = siteFolder("arcodange").replace("rendered/", "");

/** Nobody may make it, as in a container whose file system is read-only. */
const NOWHERE = "/proc/nowhere";

describe("the rendered site in a real Caddy, with the rendered settings", () => {
  let folder: string;
  let pod: SitePod;
  let caddy: Part;
  let files: Map<string, string>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "bed-"));
    pod = laySitePod(folder, "a certificate");
    const { tree } = await renderRepository();
    const below = [...tree].filter(([path]) => path.startsWith(`${SITE}/`));
    files = new Map(below.map(([path, content]) => [path.slice(SITE.length + 1), content]));
    layOut("one", new Map([...files, ["picture.svg", PICTURE], [".secret", "hidden"]]));
    caddy = await pod.start("caddy", { XDG_DATA_HOME: NOWHERE, XDG_CONFIG_HOME: NOWHERE });
  });
  afterAll(async () => {
    await caddy?.stop();
    rmSync(folder, { recursive: true });
  });

  test("every page is there, each file as what it is", async () => {
    const types = { html: "text/html", css: "text/css", js: "text/javascript", svg: "image/svg+xml" };
    expect(files.size).toBeGreaterThan(0);
    for (const [path, content] of files) {
      const response = await fetch(`${pod.address("http")}/${path}`);
      const type = types[path.split(".").at(-1) as keyof typeof types];
      expect({ path, status: response.status, type: response.headers.get("content-type")?.split(";")[0] }).toEqual({
        ...{ path, status: 200, type },
      });
      if (!path.endsWith("index.html")) expect(await response.text(), path).toBe(content);
    }
  });

  test.each([
    ["/", 200, POLICY],
    ["/search.js", 200, POLICY],
    ["/nothing.html", 404, POLICY],
    ["/picture.svg", 200, "default-src 'none'; style-src 'unsafe-inline'"],
  ])(
    "a browser is told what it may do with %s, which answers %i, and that nobody may frame it",
    async (path, status, policy) => {
      const response = await fetch(pod.address("http") + path);
      expect(response.status).toBe(status);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        "content-security-policy": `${policy}; frame-ancestors 'none'`,
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "cache-control": "no-cache",
      });
    },
  );

  test("Chromium shows page and picture under these rules, and asks nobody else", async () => {
    const browser = await startChromium();
    try {
      const page = await browser.newPage();
      const [complaints, elsewhere]: [string[], string[]] = [[], []];
      page.on("console", message => void complaints.push(message.text()));
      page.on("pageerror", error => void complaints.push(String(error)));
      page.on("request", asked => void (asked.url().startsWith(pod.address("http")) || elsewhere.push(asked.url())));
      await page.goto(`${pod.address("http")}/`);
      await page.waitForSelector("#search:not([hidden])"); // its script runs
      expect(await page.evaluate("getComputedStyle(document.body).fontFamily")).not.toMatch(/Times/); // its style counts
      await page.goto(`${pod.address("http")}/picture.svg`);
      expect(await page.evaluate("getComputedStyle(document.querySelector('rect')).fill")).toBe("rgb(0, 128, 0)");
      expect({ complaints, elsewhere }).toEqual({ complaints: [], elsewhere: [] });
    } finally {
      await browser.close();
    }
  });

  test.each([
    ...["/pictures/", "/tools/", "/.secret", "/.git/config"],
    ...["/../../../../README.md", "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/README.md", "/..%2f..%2f..%2f..%2fREADME.md"],
  ])("there is no list of a folder, and nothing hidden or above: %s", async path => {
    expect(await ask(path)).toEqual({ status: 404, body: "404 Not Found" });
  });

  test("nobody changes anything through it", async () => {
    for (const method of ["PUT", "POST", "DELETE"]) {
      expect((await fetch(`${pod.address("http")}/index.html`, { method })).status, method).toBe(405);
    }
    await expect(fetch("http://127.0.0.1:2019/config/")).rejects.toThrow(); // where Caddy lets itself be administered
  });

  test("a page that is the same is not sent again, and that of the next commit is", async () => {
    const page = `${pod.address("http")}/`;
    const first = await fetch(page);
    const known = { "if-none-match": String(first.headers.get("etag")) };
    expect((await fetch(page, { headers: known })).status).toBe(304);
    layOut("two", new Map([["index.html", "<h1>Two</h1>"]]));
    const next = await fetch(page, { headers: known });
    expect([next.status, await next.text()]).toEqual([200, "<h1>Two</h1>"]);
  });

  test("it needs no folder of its own, and has no error to tell", () => {
    expect(readFileSync(caddy.log, "utf8")).not.toMatch(/"level":"error"/);
  });

  /** Lays out a state of the repository as git-sync does, and leads the link to it. */
  function layOut(state: string, pages: ReadonlyMap<string, string>): void {
    const root = pod.volume("pages");
    for (const [path, content] of [...pages, ["../../../../README.md", "above"] as const]) {
      const file = join(root, ".worktrees", state, siteFolder("arcodange"), path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    rmSync(join(root, "current"), { force: true });
    symlinkSync(`.worktrees/${state}`, join(root, "current"));
  }

  /** Asks for a path exactly as it is written, which fetch() would tidy up. */
  async function ask(path: string): Promise<{ status: number; body: string }> {
    const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
    const asked = request(pod.address("http"), { path }, async response => {
      resolve({ status: Number(response.statusCode), body: await text(response) });
    });
    asked.on("error", reject).end();
    return promise;
  }
});

/** Its style stands in it, as in those of the guidebook. */
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg"><style>rect { fill: green }</style><rect width="9" height="9"/></svg>`;
