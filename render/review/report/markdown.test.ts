import { expect, test } from "vitest";
import type { FoundDanger } from "../dangers/found-danger.ts";
import type { ApplicationForecast } from "../forecast/forecast.ts";
import type { Review } from "../review.ts";
import { reviewOf } from "../review-of.ts";
import { sampleClaim, sampleDeployment } from "../testing/sample-objects.ts";
import { type SampleLab, sampleSituation } from "../testing/sample-situation.ts";
import { MARKER, MOST_BYTES, markdown } from "./markdown.ts";

const NO_GUIDEBOOK = { pages: [], components: [] };

function reviewed(before: SampleLab, after: SampleLab, changes: Partial<Review> = {}): Review {
  const situation = sampleSituation(before, after);
  const names = { base: { name: "main", commit: "abc1234" }, head: { name: "HEAD", commit: "def5678" } };
  return { ...reviewOf({ ...names, situation, troubles: [], guidebook: NO_GUIDEBOOK }), ...changes };
}

const nothing = reviewed({ erp: [sampleClaim()] }, { erp: [sampleClaim()] });
const stop = reviewed({ erp: [sampleClaim(), sampleDeployment()] }, { erp: [sampleDeployment()] });

test("markdown() begins with the marker, the verdict and what was compared", () => {
  expect(markdown(nothing, MOST_BYTES).split("\n")).toEqual([
    MARKER,
    "## ⚪ Nothing changes",
    "",
    "Nothing changes in any cluster.",
    "",
    "`main abc1234` → `HEAD def5678`",
    "",
    "Said from git alone, without asking the cluster.",
    "",
  ]);
});

test("markdown() has dangers before the forecast, and differences at the end, folded", () => {
  const text = markdown(stop, MOST_BYTES);
  const places = ["## 🔴 Stop", "### 🔴 volume-claim-removed", "### Application `home/erp`", "<details>"].map(part =>
    text.indexOf(part),
  );
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
});

test("markdown() names a commit once", () => {
  const head = { name: "def5678".padEnd(40, "0"), commit: "def5678" };
  expect(markdown({ ...nothing, head }, MOST_BYTES)).toContain("`main abc1234` → `def5678`\n");
});

test("markdown() says where the page is", () => {
  expect(markdown(nothing, MOST_BYTES, "[here](https://git.home.lab/a)")).toContain(
    "The whole page, with every difference: [here](https://git.home.lab/a).",
  );
});

/** What would be a link, a mention, a tag, a block or an order to a renderer, were it not code. */
const EVIL = [
  "`",
  "``` ```",
  "a`b``c",
  "</code></pre></details><script>alert(1)</script>",
  "@everybody",
  "#1",
  "fixes #1",
  "[click](https://evil.example)",
  "![x](https://evil.example/x.png)",
  "<https://evil.example>",
  "https://evil.example",
  "--> <!-- lab review -->",
  "\n## A heading\n",
  "\r\n```\r\nout of the block",
  "$`math`$",
  ":tada:",
  "\u001b[31mred\u001b]0;x\u0007",
  "exe.\u202egnp.yaml",
  "zero\u200bwidth\u0000",
  "\ud800",
  " ",
  "",
  "\\`",
];

test.each(EVIL)("markdown() shows %j as code and nothing else", evil => {
  for (const mostBytes of [MOST_BYTES, ...levels(hostile(evil)).map(text => Buffer.byteLength(text))]) {
    const text = markdown(hostile(evil), mostBytes);
    const outside = withoutCode(text);
    for (const word of ["evil", "everybody", "script>", "fixes", "tada", "math", "heading", "out of", "red", "gnp"]) {
      expect(outside).not.toContain(word);
    }
    expect(outside.match(/<[^>]+>/g)).toEqual(ownTags(text));
    expect(text).not.toMatch(/[\p{Cf}\p{Cs}]|(?!\n)\p{Cc}/u);
  }
});

/** A review in which everything that may come from a tree is this text. */
function hostile(evil: string): Review {
  const object = { apiVersion: evil, kind: evil, namespace: evil, name: evil };
  const change = {
    ...{ verb: "update" as const, path: evil, cluster: evil, unit: evil, object, why: evil, from: evil },
    fields: [{ path: evil, before: evil, after: { [evil]: evil } }],
  };
  const danger: FoundDanger = {
    ...{ id: "some-danger", level: "stop", attribution: "introduced", explanation: "It hurts", remedy: "Do not" },
    ...{ cluster: evil, application: evil, path: evil, object, field: evil, what: evil },
  };
  const forecast: ApplicationForecast = {
    ...{ cluster: evil, name: evil, fate: "stays", why: evil, course: { kind: "halts", why: evil } },
    steps: [{ outcome: "update", change, wave: 0, phase: evil, why: evil, how: evil }],
    restarts: [{ workload: evil, namespace: evil, pods: 1, why: evil, interrupts: true }],
  };
  return {
    ...{ base: { name: evil }, head: { name: evil, commit: evil }, verdict: { kind: "stop", sentence: "1 updated" } },
    ...{ forecast: [forecast], dangers: [danger], affected: { lines: [evil], nodes: [], edges: [] } },
    ...{ troubles: [{ path: evil, what: evil, side: "after" }], changes: [change] },
    guidebook: {
      pages: [{ cluster: evil, page: evil, verb: "changed" }],
      components: [{ name: evil, prose: evil, isProseTouched: false }],
    },
  };
}

/** Markdown without its spans and blocks of code, by the rules of CommonMark: a run of backticks ends with an equal one. */
function withoutCode(text: string): string {
  const withoutBlocks = text.replaceAll(/^(`{3,})\n[\s\S]*?\n\1$/gm, "");
  return withoutBlocks.replaceAll(/(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, "");
}

function ownTags(text: string): string[] {
  const folded = text.includes("\n<details>") ? ["<details>", "<summary>", "</summary>", "</details>"] : [];
  return [MARKER, ...folded];
}

/** The text of each level of detail, the longest first. */
function levels(review: Review): string[] {
  const texts: string[] = [];
  for (let bytes = Number.POSITIVE_INFINITY; ; ) {
    const text = markdown(review, bytes);
    if (Buffer.byteLength(text) > bytes || text === texts.at(-1)) return texts;
    texts.push(text);
    bytes = Buffer.byteLength(text) - 1;
  }
}

test("markdown() tells less when it has less room, says what it leaves out, and cuts nothing in the middle", () => {
  const many = (count: number) => Array.from({ length: count }, (_, one) => sampleDeployment({ name: `shop-${one}` }));
  const claims = Array.from({ length: 20 }, (_, one) => sampleClaim({ name: `data-${one}` }));
  const texts = levels(reviewed({ erp: [...claims, ...many(50)] }, { erp: many(10) }));
  expect(texts.length).toBeGreaterThanOrEqual(4);
  for (const [one, text] of texts.entries()) {
    expect(text.startsWith(`${MARKER}\n## 🔴 Stop\n`)).toBe(true);
    expect(text.endsWith("\n")).toBe(true);
    expect(text.split("<details>").length, "what is opened is closed").toBe(text.split("</details>").length);
    if (one > 0 && one < texts.length - 1) expect(text).toMatch(/^Too much for a comment, so .+ are left out here\.$/m);
  }
  const withDanger = texts.filter(text => text.includes("volume-claim-removed"));
  expect(withDanger, "all but the shortest tell of the danger").toEqual(texts.slice(0, -1));
  expect(texts.filter(text => text.includes("`data-19`") || text.includes("/data-19`")).length).toBeGreaterThan(1);
});

test("markdown() of 5,000 changed objects fits, and takes no time", () => {
  const [step] = hostile("a").forecast.flatMap(({ steps }) => steps);
  if (step === undefined) throw new Error("a review without steps");
  const steps = Array.from({ length: 5000 }, () => step);
  const [application] = hostile("a").forecast;
  const review = {
    ...hostile("a"),
    changes: steps.map(({ change }) => change),
    forecast: application === undefined ? [] : [{ ...application, steps }],
  };
  const start = performance.now();
  const text = markdown(review, MOST_BYTES);
  expect(performance.now() - start).toBeLessThan(1000);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MOST_BYTES);
  expect(text).toContain("5000 update");
});
