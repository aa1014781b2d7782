import { parser } from "@prometheus-io/lezer-promql";
import { describe, expect, test } from "vitest";
import { argocdAlerts } from "./alerts.ts";
import { application } from "./application.ts";

const expressions = argocdAlerts().map(({ name, expr }) => [name, expr] as const);

/** Sums of what several metrics say: `a + b` is nothing at all while one of them has no value. */
function sumsOf(expr: string): string[] {
  const sums: string[] = [];
  parser.parse(expr).iterate({
    enter: ({ name, node, from, to }) => {
      const adds = node.getChild("Add") ?? node.getChild("Sub");
      if (name === "BinaryExpr" && adds !== null) sums.push(expr.slice(from, to));
    },
  });
  return sums;
}

describe("argocdAlerts()", () => {
  test.each(expressions)(
    "%s adds up no counters: one that never counted is not there, nor is a sum with it",
    (_, expr) => {
      expect(sumsOf("a + on (repo) b > 3")).toEqual(["a + on (repo) b"]);
      expect(sumsOf(expr)).toEqual([]);
    },
  );

  test.each(expressions)(
    "%s does not wait for a sync to fail: one that is tried again for ever counts as running",
    (_, expr) => {
      const { spec } = application({
        ...{ name: "shop", project: "shop", namespace: "shop", cascade: true, wave: 3 },
        sources: [{ repoURL: "https://git/lab.git", targetRevision: "main", path: "shop" }],
        sync: { automated: true, prune: true, selfHeal: true },
      });
      expect(spec).toMatchObject({ syncPolicy: { retry: { limit: -1 } } });
      expect(expr).not.toContain("argocd_app_sync_total");
    },
  );

  test("name no repository: the repo-server counts failures by the folder of its clone", () => {
    for (const { summary } of argocdAlerts()) expect(summary).not.toContain("$labels.repo");
  });
});
