import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderedFolder } from "../../../../repository.ts";
import { readRevisions } from "../../../read/read-revisions.ts";
import { reviewOf } from "../../../review-of.ts";
import { situationOf } from "../../../situation-of.ts";
import { sampleDeployment, sampleObject } from "../../../testing/sample-objects.ts";
import { page as pageOf } from "../page.ts";
import { HOSTILE } from "../testing/hostile.ts";
import { sampleReview } from "../testing/sample-page.ts";
import { openPage, type Sight, startChromium } from "./testing/open-page.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await startChromium();
});
afterAll(() => browser?.close());

/** Opens a page, and holds it to what every page must keep, before and after `use`. */
async function reading(html: string, sight: Sight, use: (page: Page) => Promise<void>): Promise<void> {
  const { page, requests, complaints } = await openPage(browser, html, sight);
  try {
    await use(page);
    expect({ requests, complaints }).toEqual({ requests: [], complaints: [] });
  } finally {
    await page.close();
  }
}

/** What the filter says, and names of the entries that are shown. */
function shown(page: Page): Promise<{ count: string; names: string[] }> {
  return page.evaluate(() => ({
    count: document.querySelector("#count")?.textContent ?? "",
    names: [...document.querySelectorAll<HTMLElement>(".entry:not([hidden]) .name")]
      .filter(name => name.closest("[hidden]") === null)
      .map(name => name.textContent),
  }));
}

async function openAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  await page.waitForFunction(
    () => document.querySelectorAll(".entry").length === document.querySelectorAll(".entry-body").length,
  );
}

/**
 * What axe finds in a window that holds the whole page, once all of it is laid out: of the rest it has no true notion.
 *
 * @see https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md
 */
async function violations(page: Page): Promise<string[]> {
  await page.waitForFunction(() => {
    const entries = [...document.querySelectorAll(".entry summary")];
    return entries.every(entry => entry.checkVisibility({ contentVisibilityAuto: true }));
  });
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
  });
}

describe("a change of the committed tree", () => {
  let html: string;
  beforeAll(async () => {
    html = await committedPage();
  });

  test("tells the verdict first, then who feels it, dangers, Applications and differences", () =>
    reading(html, {}, async page => {
      const headings = await page.$$eval("h1, h2", all =>
        all.filter(one => one.closest("[hidden]") === null).map(one => one.textContent),
      );
      expect(headings).toEqual([
        ...["Stop", "Who feels it", "Dangers", "What Argo CD will do"],
        ...["Not understood, and not reviewed", "Every difference"],
      ]);
      expect(await page.title()).toMatch(/^Stop: /);
      const levels = await page.$$eval(".card > h3 .level", all => all.map(one => one.textContent));
      expect(levels[0]).toBe("stop");
    }));

  test("can be filtered by Application, kind, outcome, danger and text, and says how much is left", () =>
    reading(html, {}, async page => {
      const { names } = await shown(page);
      await page.select("#filter-kind", "Deployment");
      const deployments = await shown(page);
      expect(deployments.names).toEqual(names.filter(name => name.startsWith("Deployment/")));
      expect(deployments.count).toBe(`${deployments.names.length} of ${names.length} differences`);
      await page.select("#filter-kind", "");

      await page.select("#filter-danger", "stop");
      expect((await shown(page)).names).toEqual(["PersistentVolumeClaim/documents"]);
      await page.select("#filter-danger", "");
      await page.select("#filter-outcome", "outside Argo CD");
      expect((await shown(page)).names.every(name => name.startsWith("file/"))).toBe(true);
      await page.select("#filter-outcome", "");
      await page.select("#filter-application", "arcodange/erp");
      const { names: ofErp } = await shown(page);
      expect(ofErp).toContain("Deployment/erp");
      expect(ofErp).not.toContain("NetworkPolicy/isolation");

      await page.type("#filter-text", "no such thing");
      expect(await shown(page)).toMatchObject({ names: [] });
      expect(await page.$eval("p#nothing", one => one.hidden)).toBe(false);
      await page.click("#clear");
      expect((await shown(page)).names).toEqual(names);
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("filter-text");
      expect(await page.$eval("#count", one => one.getAttribute("aria-live"))).toBe("polite");
    }));

  test("shows an opened difference in both layouts, and unfolds what is the same", () =>
    reading(html, { address: "#arcodange/apps/Deployment/erp/erp" }, async page => {
      const texts = (selector: string) => page.$$eval(selector, all => all.map(one => one.textContent.trim()));
      expect(await texts(".diff.split del mark, .diff.split ins mark")).toEqual(["1", "0"]);
      const before = await page.$$eval(".diff tr", all => all.length);
      await page.click(".fold button");
      expect(await page.$$eval(".diff tr", all => all.length)).toBeGreaterThan(before);

      await page.click("input[value=unified] + span");
      expect(await page.$(".diff.split")).toBeNull();
      expect(await texts(".diff.unified .removed")).toEqual(["replicas: 1"]);
      expect(await texts(".diff.unified .added")).toEqual(["replicas: 0"]);
    }));

  test("opens what an address names, also where the filter hides it, and again where it was closed", () =>
    reading(html, { address: "#arcodange/apps/Deployment/erp/erp" }, async page => {
      const opened = () =>
        page.evaluate(() => ({
          name: document.activeElement?.querySelector(".name")?.textContent,
          isOpen: document.activeElement?.closest("details")?.open,
          top: document.activeElement?.getBoundingClientRect().top ?? -1,
        }));
      const first = await opened();
      expect(first).toMatchObject({ name: "Deployment/erp", isOpen: true });
      expect(first.top).toBeGreaterThan(0);
      expect(first.top).toBeLessThan(900);

      await page.click(".entry [open] > summary");
      await page.select("#filter-kind", "PersistentVolumeClaim");
      await page.$$eval("#applications a", all => all.find(one => one.textContent === "Deployment/erp")?.click());
      await page.waitForFunction(() => document.activeElement?.matches(".entry summary"));
      expect(await opened()).toMatchObject({ name: "Deployment/erp", isOpen: true });

      await page.evaluate(() => location.assign("#%E0%A4%A"));
      expect(await opened()).toMatchObject({ name: "Deployment/erp" });
    }));

  test("can be read with the keyboard alone", () =>
    reading(html, {}, async page => {
      const focused = () =>
        page.evaluate(
          () => document.activeElement?.id || document.activeElement?.className || document.activeElement?.textContent,
        );
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the verdict");
      expect(
        await page.evaluate(() => document.activeElement?.getBoundingClientRect().top ?? -1),
      ).toBeGreaterThanOrEqual(0);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      expect(await focused()).toBe("filter-text");
      await page.keyboard.type("deployment/erp");
      const { names } = await shown(page);
      expect(names).toEqual(["Deployment/erp"]);

      for (let tabs = 0; tabs < 12; tabs++) {
        await page.keyboard.press("Tab");
        if (await page.evaluate(() => document.activeElement?.matches(".entry summary"))) break;
      }
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle);
      expect(outline).toBe("solid");
      await page.keyboard.press("Enter");
      await page.waitForSelector(".entry [open] .diff");
    }));

  test.each(["light", "dark"] as const)(
    "gives assistive programs nothing to complain of in %s colours, everything opened",
    scheme =>
      reading(html, { scheme }, async page => {
        await page.setViewport({ width: 1280, height: 20_000 });
        expect(await violations(page)).toEqual([]);
        await openAll(page);
        expect(await violations(page)).toEqual([]);
      }),
  );

  test("follows the colours of the system until a reader chooses", () =>
    reading(html, { scheme: "dark" }, async page => {
      const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      const dark = await ground();
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
      const light = await ground();
      expect(light).not.toBe(dark);
      await page.click("#theme");
      await page.click("#theme");
      expect(await page.$eval("#theme", one => one.textContent)).toBe("Colours: dark");
      expect(await ground()).toBe(dark);
    }));

  test("needs no sideways scrolling on a phone, everything opened", () =>
    reading(html, { width: 360 }, async page => {
      await openAll(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      expect(await page.$(".diff.split")).toBeNull();
    }));

  test("draws what is affected, and says the same in a table", () =>
    reading(html, {}, async page => {
      await openAll(page);
      const drawn = await page.$$eval(".picture .node text", all => all.map(one => one.textContent));
      const told = await page.$$eval("#picture tbody th", all => all.map(one => one.textContent));
      expect(drawn).toEqual(told);
      expect(drawn).toContain("erp.arcodange.lab");
      expect(drawn).toContain("Deployment/erp");
    }));
});

describe("a hostile change", () => {
  const objects = HOSTILE.map((text, index) =>
    sampleObject("v1", `Kind${text}`, `${index}${text}`, { data: { [text]: text } }),
  );

  test("runs nothing, adds no element, and turns no letters around", async () => {
    const { review, situation } = sampleReview({ erp: [] }, { erp: objects, [HOSTILE[1]]: [] });
    await reading(await pageOf(review, situation), {}, async page => {
      await openAll(page);
      expect(await page.evaluate(() => "pwned" in globalThis)).toBe(false);
      expect(await page.$$eval("img, iframe, object, embed, link", all => all.length)).toBe(0);
      expect(await page.$$eval("script", all => all.length)).toBe(4);
      expect(await page.$$eval("a", all => all.filter(one => !one.getAttribute("href")?.startsWith("#")).length)).toBe(
        0,
      );
      const text = await page.evaluate(() => document.body.textContent);
      expect(text).toContain("</script><script>globalThis.pwned = true</script>");
      expect(text).not.toMatch(/[\u202E\u2028]/);
    });
  });

  test("could not run even what got in as HTML", async () => {
    const { review, situation } = sampleReview({ erp: [] }, { erp: [] });
    const { page } = await openPage(browser, await pageOf(review, situation));
    const ways = await page.evaluate(() =>
      [
        () => document.body.insertAdjacentHTML("beforeend", '<img src="x" onerror="globalThis.pwned = true">'),
        () =>
          document.body.append(Object.assign(document.createElement("script"), { text: "globalThis.pwned = true" })),
        () => document.body.setAttribute("onclick", "globalThis.pwned = true"),
      ].map(way => {
        try {
          way();
          return "was let in";
        } catch (error) {
          return (error as Error).name;
        }
      }),
    );
    await page.click("body");
    expect(ways.slice(0, 2)).toEqual(["TypeError", "TypeError"]);
    expect(await page.evaluate(() => "pwned" in globalThis)).toBe(false);
    await page.close();
  });
});

describe("a change of 5,000 objects", () => {
  let html: string;
  beforeAll(async () => {
    const lab = (version: string) =>
      Object.fromEntries(
        Array.from({ length: 25 }, (_, unit) => [
          `unit-${unit}`,
          Array.from({ length: 200 }, (_, index) =>
            index % 4 === 0
              ? sampleDeployment({ name: `web-${index}`, container: { image: `ghcr.io/team/web:${version}` } })
              : sampleObject("v1", "ConfigMap", `settings-${index}`, { data: { version, note: "same\n".repeat(20) } }),
          ),
        ]),
      );
    const { review, situation } = sampleReview(lab("1.0.0"), lab("2.0.0"));
    html = await pageOf(review, situation);
  });

  test("opens, can be filtered, and shows what an address names, all within some seconds", () =>
    reading(html, { address: "#home/apps/Deployment/unit-17/web-100" }, async page => {
      const times = await page.evaluate(() => {
        const [loaded] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
        const start = performance.now();
        const search = document.querySelector<HTMLInputElement>("#filter-text");
        if (search !== null) search.value = "web-100";
        search?.dispatchEvent(new Event("input", { bubbles: true }));
        document.body.getBoundingClientRect(); // waits until it is laid out
        return { open: loaded?.domContentLoadedEventEnd ?? Number.NaN, filter: performance.now() - start };
      });
      expect((await shown(page)).count).toBe("25 of 5,000 differences");
      expect(await page.$$eval(".diff", all => all.length)).toBe(1);
      expect(times.open).toBeLessThan(SOME_SECONDS);
      expect(times.filter).toBeLessThan(SOME_SECONDS);
    }));

  test("draws Applications in place of 5,000 things, and shows the first of many steps and dangers", () =>
    reading(html, {}, async page => {
      expect(await page.$$eval("#applications > details", all => all.length)).toBe(25);
      expect(await page.$$eval("#danger-groups li", all => all.length)).toBeLessThan(100);
      await page.$eval("#applications details", one => one.setAttribute("open", ""));
      await page.waitForSelector(".steps li");
      expect(await page.$$eval(".steps li", all => all.length)).toBeLessThan(200);
      await page.$$eval("#applications button", ([more]) => (more as HTMLButtonElement).click());
      expect(await page.$$eval(".steps li", all => all.length)).toBe(200);
    }));
});

/** Milliseconds; ten times what a quiet machine takes, so that only another order of growth fails. */
const SOME_SECONDS = 15_000;

/** The committed tree, and a copy of it in which this and that changes. */
async function committedPage(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "committed-page-"));
  const [before, after] = [join(folder, "before"), join(folder, "after")];
  for (const side of [before, after]) cpSync(renderedFolder, join(side, "rendered"), { recursive: true });
  const cluster = join(after, "rendered/arcodange");
  edit(join(cluster, "erp/deployment-erp.yaml"), "replicas: 1", "replicas: 0");
  edit(join(cluster, "erp/persistentvolumeclaim-documents.yaml"), "storage: 5Gi", "storage: 2Gi");
  rmSync(join(cluster, "cms/networkpolicy-isolation.yaml"));
  rmSync(join(cluster, "applications/application-plausible.yaml"));
  rmSync(join(cluster, "plausible"), { recursive: true });
  writeFileSync(join(cluster, "erp/broken.yaml"), "kind: [\n");
  writeFileSync(join(cluster, "webapp/configmap-motd.yaml"), MOTD);
  const hosts = join(cluster, "hosts");
  const [host = ""] = readdirSync(hosts).filter(name => name.endsWith(".yaml"));
  edit(join(hosts, host), "\n", "\n# changed\n");

  const revisions = await readRevisions({ before, after, tree: "rendered" });
  const { situation, troubles } = situationOf(revisions.before, revisions.after);
  rmSync(folder, { recursive: true });
  const review = reviewOf({
    base: { name: "main" },
    head: { name: "HEAD" },
    situation,
    troubles,
    guidebook: { pages: [], components: [] },
  });
  return pageOf(review, situation);
}

const MOTD = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: motd\ndata:\n  text: hello\n";

function edit(path: string, old: string, fresh: string): void {
  const text = readFileSync(path, "utf8");
  if (!text.includes(old)) throw new Error(`${path} does not say "${old}" any more: change this test`);
  writeFileSync(path, text.replace(old, fresh));
}
