import { expect, test } from "vitest";
import { PATIENCE, Recollection } from "../memory.ts";
import type { Snapshot } from "../snapshot.ts";
import { dice } from "../testing/dice.ts";
import { randomSnapshot } from "../testing/random-snapshot.ts";
import { applications } from "./applications.ts";

const AT = Date.parse("2026-11-29T12:00:00Z");

test("applications says that a restore was stopped, though all of them seem well while Argo CD rests", () => {
  const { cluster, ...rest } = randomSnapshot(dice(1), AT);
  const snapshot = { ...rest, cluster: { ...cluster, applications: [], restores: ["erp/documents"] } } as Snapshot;
  const memory = new Recollection({ since: new Map(), taken: new Map() }, AT, PATIENCE);
  expect(applications.judge(snapshot, memory)).toMatchObject([
    { subject: "claim erp/documents", next: { note: expect.stringMatching(/^npx lab restore volume erp\/documents/) } },
  ]);
});
