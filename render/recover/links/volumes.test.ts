import { expect, test } from "vitest";
import type { Finding } from "../finding.ts";
import { PATIENCE, Recollection } from "../memory.ts";
import type { ReplicaState, Snapshot, VolumeState } from "../snapshot.ts";
import { dice } from "../testing/dice.ts";
import { randomSnapshot } from "../testing/random-snapshot.ts";
import { volumes } from "./volumes.ts";

const MINUTE = 60_000;
const AT = Date.parse("2026-11-29T02:00:00Z");

test("volumes takes one copy of those that failed together, for who salvages by hand gets no comparison of them", () => {
  const copies = [copy("pi2", { failed: AT - 2 * MINUTE }), copy("pi3", { failed: AT - 2 * MINUTE + 5000 })];
  const [finding] = judge({ robustness: "faulted", state: "detached", replicas: copies }, { autoSalvage: false });
  expect(finding?.next).toMatchObject({ do: { kind: "salvage", replicas: ["erp-r-pi3"] } });
});

test("volumes leaves it to Longhorn first where Longhorn salvages by itself", () => {
  const copies = [copy("pi2", { failed: AT - 2 * MINUTE })];
  const [finding] = judge({ robustness: "faulted", state: "detached", replicas: copies }, { autoSalvage: true });
  expect(finding?.next).toEqual({ wait: "for Longhorn, which salvages by itself" });
});

test("volumes says that Longhorn took an older copy, while the later one can still be kept", () => {
  const older = copy("pi3", { whole: AT - 600 * MINUTE, lastFailed: AT - 30 * MINUTE });
  const later = copy("pi2", { failed: AT - 10 * MINUTE });
  const [finding] = judge({ robustness: "degraded", salvaged: AT - 5 * MINUTE, replicas: [older, later] });
  expect(finding?.next).toMatchObject({ note: expect.stringMatching(/pi3.* 20 minutes before .*pi2/) });
});

test.each([
  ["was made anew since it failed", { whole: AT - 20 * MINUTE, lastFailed: AT - 30 * MINUTE }, AT - 5 * MINUTE],
  ["failed together with the other", { whole: AT - 600 * MINUTE, lastFailed: AT - 10.5 * MINUTE }, AT - 5 * MINUTE],
  ["was never salvaged", { whole: AT - 600 * MINUTE, lastFailed: AT - 30 * MINUTE }, undefined],
  [
    "was salvaged before the other failed",
    { whole: AT - 600 * MINUTE, lastFailed: AT - 30 * MINUTE },
    AT - 20 * MINUTE,
  ],
])("volumes does not say so of a copy that %s", (_, times, salvaged) => {
  const replicas = [copy("pi3", times), copy("pi2", { failed: AT - 10 * MINUTE })];
  const [finding] = judge({ robustness: "degraded", ...(salvaged !== undefined && { salvaged }), replicas });
  expect(finding?.next).toEqual({ note: "Longhorn makes it anew" });
});

function judge(volume: Partial<VolumeState>, { autoSalvage = true } = {}): Finding[] {
  const { cluster, ...rest } = randomSnapshot(dice(1), AT);
  const whole = { name: "erp", claim: "erp/documents", state: "attached", isBeingFilled: false, ...volume };
  const snapshot = { ...rest, cluster: { ...cluster, volumes: [whole], autoSalvage } } as Snapshot;
  return [...volumes.judge(snapshot, new Recollection({ since: new Map(), taken: new Map() }, AT, PATIENCE))];
}

function copy(node: string, times: Partial<ReplicaState>): ReplicaState {
  return { name: `erp-r-${node}`, node, hasData: true, isUsable: true, ...times };
}
