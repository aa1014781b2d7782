import { dirname, join } from "node:path/posix";
import { beforeAll, describe, expect, test } from "vitest";
import { dutiesOf } from "../../platform/hosts/duties-of.ts";
import { databaseCredentialsPath, kvPath } from "../../platform/naming.ts";
import type { Lab } from "../checks/rule.ts";
import { readProse } from "../prose/read-prose.ts";
import { declaredLab } from "../testing/declared-lab.ts";
import { bookOf } from "./book.ts";
import { FRONT, type Page } from "./page.ts";

/**
 * What a person who has never seen this lab asks, and has answered within a minute: two clicks away from the front page
 * at most, in the section that says so, and as the declaration has it.
 */
let lab: Lab;
let pages: ReadonlyMap<string, Page>;

beforeAll(async () => {
  lab = await declaredLab();
  pages = new Map(bookOf(lab).pages.map(page => [page.path, page]));
});

test("where does an app keep its data, and how do I restore it?", () => {
  const instances = lab.units.flatMap(({ instance }) => instance ?? []);
  expect(instances.length).toBeGreaterThan(3);
  for (const { name, app, database, volumes } of instances) {
    const text = section(`apps/${app}`, "Data and restore");
    for (const volume of Object.keys(volumes)) {
      expect(text).toContain(`Volume \`${name}/${volume}\``);
      expect(text).toContain(`npx lab restore volume ${name}/${volume}`);
    }
    if (!database) continue;
    expect(text).toContain(`Database \`${name}\` in PostgreSQL on ${lab.cluster.postgres.node}`);
    expect(text).toContain("npx lab restore postgres");
  }
  expect(clicksTo("apps/erp")).toBeLessThanOrEqual(2);
});

describe("what stops when a node dies?", () => {
  test("each node has a section that names what only it has", () => {
    for (const node of Object.keys(lab.cluster.nodes)) {
      const text = section("blast-radius", node);
      for (const duty of dutiesOf(lab.cluster, node)) expect(text).toContain(duty);
    }
    expect(clicksTo("blast-radius")).toBe(1);
  });

  test("the one with PostgreSQL names every app that has a database", () => {
    const text = section("blast-radius", lab.cluster.postgres.node);
    const users = lab.units.flatMap(({ instance }) => (instance?.database ? [instance.name] : []));
    expect(users).toContain("erp");
    for (const name of users) expect(text).toMatch(new RegExp(`\\b${name}\\b`));
  });
});

test("which secrets does something read, and who else can?", () => {
  const text = section("tools/plausible", "Secrets");
  const shared = rowOf(text, "clickhouse/plausible");
  expect(shared).toContain("Deployment plausible");
  expect(shared).toContain("Deployment clickhouse");
  for (const own of [kvPath("plausible", "keys"), databaseCredentialsPath("plausible")]) {
    expect(rowOf(text, own)).toMatch(/\| nobody \|$/);
  }
  expect(text).toContain("administrators of Vault");
  expect(clicksTo("tools/plausible")).toBeLessThanOrEqual(2);
});

test("how do I add an app?", () => {
  const text = page("runbooks/new-web-application").text;
  expect(text).toContain("npx lab new app ");
  expect(text.indexOf("npx lab new app ")).toBeLessThan(text.indexOf("git push"));
  expect(clicksTo("runbooks/new-web-application")).toBe(1);
});

test("what do I do after a power cut?", () => {
  const [first] = /npx lab \w+/.exec(section("runbooks/after-a-power-cut", "Steps")) ?? [];
  expect(first).toBe("npx lab recover");
  expect(page(FRONT).text).toContain("`npx lab recover`");
  expect(clicksTo("runbooks/after-a-power-cut")).toBe(1);
});

test("how do I let somebody in?", () => {
  const text = section("runbooks/give-access", "Steps");
  expect(text).toContain("gitea admin user create");
  expect(text).toContain(`npx lab secrets set <tool>/users users --cluster ${lab.cluster.name}`);
  expect(clicksTo("runbooks/give-access")).toBe(1);
});

function page(path: string): Page {
  const found = pages.get(path);
  if (found === undefined) throw new Error(`the guidebook has no page "${path}"`);
  return found;
}

/** Text below a heading of any level, up to the next of its level or above. */
function section(path: string, title: string): string {
  const { text } = page(path);
  const found = readProse(text).sections.find(one => one.title === title);
  if (found !== undefined) return found.text;
  const [, below] = text.split(new RegExp(`^### .*\\b${title}\\b.*$`, "m"));
  if (below === undefined) throw new Error(`page "${path}" has no section "${title}"`);
  return below.split(/^##/m)[0] ?? "";
}

function rowOf(text: string, words: string): string {
  return text.split("\n").find(line => line.startsWith("|") && line.includes(words)) ?? "";
}

/** How many links a reader follows from the front page. */
function clicksTo(wanted: string): number {
  let [reached, clicks] = [new Set([FRONT]), 0];
  while (!reached.has(wanted)) {
    const next = new Set([...reached].flatMap(path => [path, ...linksOf(path)]));
    if (next.size === reached.size) throw new Error(`nothing leads to page "${wanted}"`);
    [reached, clicks] = [next, clicks + 1];
  }
  return clicks;
}

function linksOf(path: string): string[] {
  const targets = page(path).text.matchAll(/\]\(([^)#:]+)\.md(?:#[\w-]+)?\)/g);
  return [...targets].map(([, target = ""]) => join(dirname(path), target)).filter(target => pages.has(target));
}
