import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import type { KubeObject } from "../../../platform/kube-object.ts";
import type { Review } from "../review.ts";
import { reviewOf } from "../review-of.ts";
import { type SampleLab, sampleSituation } from "../testing/sample-situation.ts";
import { terminalLines } from "./terminal.ts";

const NO_GUIDEBOOK = { pages: [], components: [] };

const configuration = (name: string, data: Readonly<Record<string, string>>): KubeObject => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name },
  data,
});
const claim: KubeObject = {
  apiVersion: "v1",
  kind: "PersistentVolumeClaim",
  metadata: { name: "documents" },
  spec: {},
};

function reviewed(before: SampleLab, after: SampleLab, changes: Partial<Review> = {}): string[] {
  const situation = sampleSituation(before, after);
  const names = { base: { name: "main", commit: "abc1234" }, head: { name: "HEAD", commit: "def5678" } };
  return terminalLines(
    { ...reviewOf({ ...names, situation, troubles: [], guidebook: NO_GUIDEBOOK }), ...changes },
    80,
  ).map(line => stripVTControlCharacters(line));
}

test("terminalLines() begins with the verdict, and what was compared", () => {
  const lines = reviewed({ erp: [configuration("a", { x: "1" }), claim] }, { erp: [configuration("a", { x: "2" })] });
  expect(lines[0]).toMatch(/^STOP {2}1 deleted, 1 updated, 1 danger that must stop it/);
  expect(lines[1]).toBe("main (abc1234) → HEAD (def5678)");
});

test("terminalLines() has dangers before the forecast, and differences at the end", () => {
  const lines = reviewed({ erp: [configuration("a", { x: "1" }), claim] }, { erp: [configuration("a", { x: "2" })] });
  const headings = ["Dangers", "What Argo CD will do", "Every difference"].map(heading => lines.indexOf(heading));
  expect(headings).toEqual([...headings].sort((a, b) => a - b));
  expect(headings).not.toContain(-1);
});

test("terminalLines() tells sights of one danger apart that weigh differently, or have another remedy", () => {
  const danger = {
    id: "immutable-field",
    attribution: "introduced",
    cluster: "home",
    application: "erp",
    path: "a.yaml",
  };
  const told = { ...danger, explanation: "Kubernetes refuses it" } as const;
  const dangers = [
    { ...told, level: "stop", what: "a claim", remedy: "copy the data" },
    { ...told, level: "warn", what: "a binding", remedy: "delete it" },
  ] as const;
  const lines = reviewed({}, {}, { dangers: dangers as unknown as Review["dangers"] });
  const [stop, warn] = ["stop  immutable-field", "warn  immutable-field"].map(heading => lines.indexOf(heading));
  expect(lines.slice(stop, warn).join()).toMatch(/a claim.*copy the data/);
  expect(lines.slice(warn).join()).toMatch(/a binding.*delete it/);
});

test("terminalLines() says in one line that nothing changes", () => {
  const lab = { erp: [configuration("a", { x: "1" })] };
  expect(reviewed(lab, lab)).toEqual(["NOTHING  Nothing changes in any cluster", "main (abc1234) → HEAD (def5678)"]);
});

test("terminalLines() counts what could not be read before, and tells what is new in full", () => {
  const trouble = (path: string, side: "after" | "both") => ({ path, what: `"${path}" has no kind`, side });
  const troubles = [trouble("a.yaml", "both"), trouble("b.yaml", "both"), trouble("c.yaml", "after")];
  expect(reviewed({}, {}, { troubles }).slice(-2)).toEqual([
    'c.yaml: "c.yaml" has no kind',
    'already: a.yaml: "a.yaml" has no kind, and 1 more like it',
  ]);
});

test("terminalLines() counts what is new, too, where much of it is alike", () => {
  const troubles = Array.from({ length: 9 }, (_, index) => ({
    path: `${index}.yaml`,
    what: "has no kind",
    side: "after" as const,
  }));
  expect(reviewed({}, {}, { troubles }).slice(-2)).toEqual([
    "3.yaml: has no kind",
    "4.yaml: has no kind, and 4 more like it",
  ]);
});

test("terminalLines() says why an Application does not do all of its steps", () => {
  const course = { kind: "by hand", why: "nothing happens until somebody syncs" } as const;
  const forecast = [{ cluster: "", name: "erp", fate: "stays", course, steps: [], restarts: [] } as const];
  expect(reviewed({}, {}, { forecast }).slice(-2)).toEqual(["erp", "  by hand  nothing happens until somebody syncs"]);
});

test("terminalLines() counts steps that do nothing, where there are many", () => {
  const lab = (count: number, spelling: string) =>
    Array.from({ length: count }, (_, index) => ({
      ...configuration(`c${index}`, {}),
      immutable: false,
      ...(spelling === "named" && { binaryData: {} }),
    }));
  const told = (count: number) =>
    reviewed({ erp: lab(count, "plain") }, { erp: lab(count, "named") }).filter(line => line.startsWith("  no effect"));
  expect(told(6)).toEqual(["  no effect  6 objects"]);
  expect(told(5)).toHaveLength(5);
});

test("terminalLines() lets nothing of a tree steer the terminal", () => {
  const evil = "\u001b[2J\u001b]0;owned\u0007\u202e\u009b31m";
  const before = { erp: [configuration("a", { [evil]: evil }), configuration(evil, { x: evil })] };
  const after = { erp: [configuration("a", { [evil]: `${evil}!` })] };
  const situation = sampleSituation(before, after);
  const troubles = [{ path: evil, what: evil, side: "after" as const }];
  const guidebook = {
    pages: [{ cluster: evil, page: evil, verb: "changed" as const }],
    components: [{ name: evil, prose: evil, isProseTouched: false }],
  };
  const names = { base: { name: evil }, head: { name: evil } };
  const lines = terminalLines(reviewOf({ ...names, situation, troubles, guidebook }), 80);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are ours, and end with an m
  const foreign = lines.join("").replaceAll(/\u001b\[\d+m/g, "");
  expect(foreign).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(foreign).toContain("\\u{1b}[2J");
});
