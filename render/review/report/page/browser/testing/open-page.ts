import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, launch, type Page } from "puppeteer-core";

/** A page in a browser, and what it did that a page of ours must not. */
export interface OpenedPage {
  readonly page: Page;
  /** Addresses that it asked for, but for its own file. */
  readonly requests: readonly string[];
  /** What it logged, what it threw, and dialogues that it showed. */
  readonly complaints: readonly string[];
}

export interface Sight {
  /** Of an entry, as the page writes it: `#home/apps/Deployment/erp/erp`. */
  readonly address?: string;
  readonly width?: number;
  readonly scheme?: "light" | "dark";
}

/** Debian's Chromium, without its sandbox: that one needs rights which root of a namespace does not have. */
export function startChromium(): Promise<Browser> {
  return launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
}

/** Opens the text of a page from disk, as a reader would. */
export async function openPage(browser: Browser, html: string, sight: Sight = {}): Promise<OpenedPage> {
  const folder = mkdtempSync(join(tmpdir(), "page-"));
  const file = join(folder, "review.html");
  writeFileSync(file, html);
  const { href } = pathToFileURL(file);
  const opened = await openAddress(browser, href, href, sight);
  rmSync(folder, { recursive: true });
  return opened;
}

/**
 * Opens a page at its address.
 *
 * @param own what it may ask for: addresses that begin so
 */
export async function openAddress(
  browser: Browser,
  address: string,
  own: string,
  sight: Sight = {},
): Promise<OpenedPage> {
  const { address: anchor = "", width = 1280, scheme = "light" } = sight;
  const page = await browser.newPage();
  const [requests, complaints]: [string[], string[]] = [[], []];
  page.on("request", request => void (request.url().startsWith(own) || requests.push(request.url())));
  page.on("console", message => void complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", error => void complaints.push(String(error)));
  page.on("dialog", dialog => {
    complaints.push(`dialogue: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(`${address}${anchor}`, { timeout: 120_000 });
  return { page, requests, complaints };
}
