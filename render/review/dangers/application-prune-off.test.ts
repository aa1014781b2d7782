import { expect, test } from "vitest";
import { sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { applicationPruneOff } from "./application-prune-off.ts";

const automated = (policy?: object) => ({
  applications: [sampleApplication("erp", { syncPolicy: policy && { automated: policy } })],
});

test("application-prune-off notes that pruning is switched off", () => {
  const noted = ["note: automated pruning is switched off"];
  expect(seen(applicationPruneOff, automated({ prune: true }), automated({ prune: false }))).toEqual(noted);
  expect(seen(applicationPruneOff, automated({ prune: true }), automated({}))).toEqual(noted);
});

test("application-prune-off is silent where it was off, and where all automation goes", () => {
  expect(seen(applicationPruneOff, automated({ selfHeal: true }), automated({ prune: false }))).toEqual([]);
  expect(seen(applicationPruneOff, automated({ prune: true }), automated())).toEqual([]);
  expect(seen(applicationPruneOff, automated({ prune: true }), automated({ prune: true, selfHeal: true }))).toEqual([]);
});
