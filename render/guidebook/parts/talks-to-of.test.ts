import { expect, test } from "vitest";
import { declaredLab } from "../../testing/declared-lab.ts";
import { talksToOf } from "./talks-to-of.ts";

test("talks-to-of tells of an app who comes in and where it goes, its environments together", async () => {
  const rows = talksToOf.tell(await declaredLab(), "erp").split("\n");
  const both = "[[apps/erp|erp]], [[apps/erp|erp-sandbox]]";
  expect(rows).toContain(`| [[tools/traefik|traefik]] | ${both} | TCP http |`);
  expect(rows).toContain(`| ${both} | PostgreSQL | TCP 5432 |`);
});

test("talks-to-of says of a component whom no policy limits, and nothing of one without pods", async () => {
  const lab = await declaredLab();
  expect(talksToOf.tell(lab, "traefik")).toContain("No policy limits whom these may connect to: traefik.");
  expect(talksToOf.tell(lab, "node-exporter")).toContain("no policy counts: node-exporter.");
  expect(talksToOf.tell(lab, "foundation")).toBe("");
});
