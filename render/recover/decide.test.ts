import { describe, expect, test } from "vitest";
import { type Action, actionKey, isDestructive } from "./action.ts";
import { type Decision, decide } from "./decide.ts";
import { type Memory, PATIENCE } from "./memory.ts";
import type { ReplicaState, Snapshot } from "./snapshot.ts";
import { dice } from "./testing/dice.ts";
import { randomSnapshot } from "./testing/random-snapshot.ts";

const NOTHING: Memory = { since: new Map(), taken: new Map() };
const AT = Date.parse("2026-11-29T02:00:00Z");
const SEEDS = Array.from({ length: 2000 }, (_, seed) => seed);

/** A memory in which every trouble of this state has lasted for long, and nothing was done about it. */
function impatient(snapshot: Snapshot): Memory {
  const findings = decide(snapshot, NOTHING, PATIENCE).findings;
  return { since: new Map(findings.map(({ subject }) => [subject, 0])), taken: new Map() };
}

/** What comes of a state, from the first look until everybody has lost patience and everything was tried in vain. */
function decisionsOn(snapshot: Snapshot): Decision[] {
  const first = decide(snapshot, NOTHING, PATIENCE);
  const late = decide(snapshot, impatient(snapshot), PATIENCE);
  const tried = late.actions.map(({ action }) => [actionKey(action), [0, 0]] as const);
  return [first, late, decide(snapshot, { ...impatient(snapshot), taken: new Map(tried) }, PATIENCE)];
}

describe("decide(), in 2000 random states", () => {
  const states = SEEDS.map(seed => randomSnapshot(dice(seed), AT));
  const actions = states.flatMap(state =>
    decisionsOn(state).flatMap(decision => decision.actions.map(({ action }) => ({ state, action }))),
  );

  test("does nothing destructive", () => {
    expect(actions.filter(({ action }) => isDestructive(action))).toEqual([]);
  });

  test("is pure: the same state leads to the same, and is left as it was", () => {
    for (const state of states.slice(0, 300)) {
      const copy = structuredClone(state);
      expect(decide(copy, impatient(copy), PATIENCE)).toEqual(decide(state, impatient(state), PATIENCE));
      expect(copy).toEqual(state);
    }
  });

  test("takes all kinds of action that are harmless, and asks for all others", () => {
    const asked = states.flatMap(state => decisionsOn(state).flatMap(({ questions }) => questions));
    const kinds = (list: readonly (Action | undefined)[]) => [...new Set(list.map(action => action?.kind))].sort();
    expect(kinds(actions.map(({ action }) => action))).toEqual([
      ...["detach-idle", "end-operation", "mount", "refresh-application", "restart-unit", "restart-workload"],
      ...["return-to-service", "salvage", "start-sync", "start-unit", "unseal-vault"],
    ]);
    expect(kinds(asked.flatMap(({ action }) => action ?? []))).toEqual([
      ...["detach-used", "force-delete-pod", "salvage-older", "take-out-of-service"],
    ]);
  });

  test("salvages only what is detached and faulted, from usable copies, none of which another one outlived", () => {
    for (const { state, action } of actions) {
      if (action.kind !== "salvage") continue;
      const volume = state.cluster?.volumes.find(({ name }) => name === action.volume);
      expect(volume).toMatchObject({ state: "detached", robustness: "faulted", isBeingFilled: false });
      const copies = volume?.replicas.filter(({ hasData }) => hasData) ?? [];
      const last = Math.max(...copies.map(failed));
      for (const name of action.replicas) {
        const chosen = copies.find(copy => copy.name === name) as ReplicaState;
        expect(chosen.isUsable).toBe(true);
        expect(last - failed(chosen)).toBeLessThanOrEqual(60_000);
      }
    }
  });

  test("lets go of a volume only where a ready node has not mounted it", () => {
    for (const { state, action } of actions) {
      if (action.kind !== "detach-idle") continue;
      const attachment = state.cluster?.attachments.find(({ name }) => name === action.attachment);
      const node = state.cluster?.nodes.find(({ name }) => name === attachment?.node);
      expect(node?.isReady).toBe(true);
      expect(node?.volumesInUse).not.toContain(attachment?.volume);
    }
  });

  test("takes only a node whose host does not answer for one that may be off", () => {
    for (const state of states) {
      for (const { action } of decisionsOn(state).flatMap(({ questions }) => questions)) {
        if (action?.kind !== "take-out-of-service") continue;
        expect(state.hosts.find(({ name }) => name === action.node)?.seen).toBeUndefined();
      }
    }
  });

  test("syncs no Application that is synced by hand", () => {
    for (const { state, action } of actions) {
      if (action.kind !== "start-sync") continue;
      const application = state.cluster?.applications.find(({ name }) => name === action.application);
      expect(application?.isAutomated).toBe(true);
    }
  });

  test("counts nothing as well that waits, is done or is asked", () => {
    for (const state of states) {
      const { isHealthy, findings, actions: now, questions } = decide(state, NOTHING, PATIENCE);
      if (!isHealthy) continue;
      expect([now, questions]).toEqual([[], []]);
      expect(findings.every(({ next }) => "note" in next)).toBe(true);
    }
  });
});

function failed(replica: ReplicaState): number {
  return replica.failed ?? Number.POSITIVE_INFINITY;
}
