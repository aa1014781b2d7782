import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Review } from "../../review.ts";
import type { Situation } from "../../situation.ts";
import { bundle } from "./bundle.ts";
import { pageDataOf } from "./page-data-of.ts";

/**
 * A review as one HTML file that needs nothing else: it asks for no address, and works from disk. `page.html` is its
 * frame, `page.css` its looks, and `browser/` its script, which shows the data that lies in the file as JSON.
 *
 * Nothing that comes from the tree can run in it: the data is no HTML, the script shows it as text, and the policy of
 * the page allows this script and this style by their hashes, and no address at all.
 *
 * @see https://www.w3.org/TR/CSP3/
 */
export async function page(review: Review, situation: Situation): Promise<string> {
  const { data, texts } = await pageDataOf(review, situation);
  const style = beside("page.css");
  const library = readFileSync(new URL("dist/diff.min.js", import.meta.resolve("diff/package.json")), "utf8");
  const script = bundle(new URL("browser/page-script.ts", import.meta.url));
  const parts: Readonly<Record<string, string>> = {
    policy: `<meta http-equiv="Content-Security-Policy" content="${policy([library, script], style)}">`,
    style: `<style>${style}</style>`,
    scripts: [
      `<script type="application/json" id="data">${json(data)}</script>`,
      `<script>${library}</script>`,
      `<script>${script}</script>`,
      `<script type="application/json" id="texts">${json(texts)}</script>`,
    ].join("\n"),
  };
  return beside("page.html").replaceAll(/<!-- (policy|style|scripts) -->/g, (_, part: string) => parts[part] ?? "");
}

function beside(name: string): string {
  return readFileSync(new URL(name, import.meta.url), "utf8");
}

function policy(scripts: readonly string[], style: string): string {
  return [
    "default-src 'none'",
    `script-src ${scripts.map(hash).join(" ")}`,
    `style-src ${hash(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
}

function hash(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** JSON that cannot end the element that it lies in. */
function json(data: unknown): string {
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}
