import { expect, test } from "vitest";
import { sampleCluster } from "../../../platform/testing/sample-instance.ts";
import { graphOf } from "../../model/graph.ts";
import { runbooks } from "./runbooks.ts";

test("runbooks lists every runbook with its sentence, and no chapter", () => {
  const prose = new Map([
    ["platform/guidebook/storage.md", "# Storage\n\nWhere data lie.\n"],
    ["platform/guidebook/runbooks/move.md", "# Move\n\nIt moves to {{domain}}.\n\n## Steps\n"],
  ]);
  const lab = { cluster: sampleCluster, units: [], graph: graphOf([]), prose };
  expect(runbooks.tell(lab, "")).toBe("- [[runbooks/move|Move]]: It moves to home.lab.");
});
