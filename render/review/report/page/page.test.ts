import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { sampleObject } from "../../testing/sample-objects.ts";
import { page } from "./page.ts";
import { HOSTILE } from "./testing/hostile.ts";
import { sampleReview } from "./testing/sample-page.ts";

const settings = (data: object) => ({ erp: [sampleObject("v1", "ConfigMap", "settings", { data })] });

async function pageOf(...[before, after]: Parameters<typeof sampleReview>): Promise<string> {
  const { review, situation } = sampleReview(before, after);
  return page(review, situation);
}

test("page() allows its own scripts and style by their hashes, and nothing else", async () => {
  const html = await pageOf(settings({ level: "info" }), settings({ level: "debug" }));
  const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
  const scripts = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text]) => text ?? "");
  const [, style = ""] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  expect(scripts).toHaveLength(2);
  expect(policy.split("; ")).toEqual([
    "default-src 'none'",
    `script-src ${scripts.map(hash).join(" ")}`,
    `style-src ${hash(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ]);
});

test("page() holds no address that a browser would ask for", async () => {
  const html = await pageOf(settings({ level: "info" }), settings({ level: "debug" }));
  expect(html).not.toMatch(/<link|\ssrc=|@import|url\((?!#)/);
});

test("page() keeps hostile texts inside of its data, where nothing ends an element and nothing turns letters around", async () => {
  const calm = await pageOf(settings({ level: "info" }), settings({ level: "debug" }));
  const hostile = await pageOf(settings({ level: "info" }), {
    ...settings(Object.fromEntries(HOSTILE.map((text, index) => [`${index}${text}`, text]))),
    "<b>unit": [sampleObject("v1", HOSTILE[0], HOSTILE[1])],
  });
  const tags = (html: string) => html.match(/<\/?(?:script|img|b)\b[^>]*>/g);
  expect(tags(hostile)).toEqual(tags(calm));
  expect(hostile).not.toContain("\u202E");
  for (const id of ["data", "texts"]) {
    const [, json = ""] = new RegExp(`id="${id}">(.*?)</script>`, "s").exec(hostile) ?? [];
    expect(() => JSON.parse(json)).not.toThrow();
    expect(json).not.toContain("<");
  }
});

test("page() holds no value of a Secret", async () => {
  const secret = (password: string) => ({ erp: [sampleObject("v1", "Secret", "keys", { stringData: { password } })] });
  for (const [before, after] of [
    [secret("hunter2"), secret("hunter3")],
    [{ erp: [] }, secret("hunter2")],
    [secret("hunter2"), { erp: [] }],
  ] as const) {
    const html = await pageOf(before, after);
    expect(html).toContain("keys");
    expect(html).not.toMatch(/hunter\d/);
  }
});

test("page() gives the same bytes twice", async () => {
  const make = () => pageOf(settings({ level: "info" }), settings({ level: "debug" }));
  expect(await make()).toBe(await make());
});
