import { describe, expect, test } from "vitest";
import { type Action, actionKey, isDestructive } from "./action.ts";
import { PATIENCE } from "./memory.ts";
import { type Outcome, type Pauses, recover } from "./recover.ts";
import type { Snapshot } from "./snapshot.ts";
import { dice } from "./testing/dice.ts";
import { randomSnapshot } from "./testing/random-snapshot.ts";

const START = Date.parse("2026-11-29T02:00:00Z");
const LIMIT_SECONDS = 7200;
const SEEN_SELDOM: Pauses = { firstSeconds: 30, longestSeconds: 240 };

interface Ran {
  readonly outcome: Outcome;
  readonly actions: readonly { readonly action: Action; readonly hasConsent: boolean }[];
  readonly asked: readonly string[];
  readonly log: readonly string[];
  readonly seconds: number;
}

/** A run in a lab that stays as it is, whatever is done. */
async function runIn(state: Snapshot, answer?: (question: string) => string): Promise<Ran> {
  let now = START;
  const actions: { action: Action; hasConsent: boolean }[] = [];
  const asked: string[] = [];
  const log: string[] = [];
  const sleep = async (milliseconds: number) => {
    now += milliseconds;
  };
  const outcome = await recover({
    observe: async () => ({ ...state, at: now }),
    routes: async () => state.routes,
    act: async (action, hasConsent) => void actions.push({ action, hasConsent }),
    ask: async question => {
      asked.push(question);
      return answer?.(question);
    },
    journal: { write: (_at, line) => log.push(line) },
    clock: { now: () => now, sleep },
    patience: PATIENCE,
    pauses: SEEN_SELDOM,
    limitSeconds: LIMIT_SECONDS,
  });
  return { outcome, actions, asked, log, seconds: (now - START) / 1000 };
}

describe("recover(), in a lab where nothing helps", () => {
  const states = Array.from({ length: 60 }, (_, seed) => randomSnapshot(dice(seed), START));

  test("comes to an end in time, tries nothing more than twice, and asks nothing twice", async () => {
    for (const state of states) {
      const { actions, asked, seconds } = await runIn(state);
      expect(seconds).toBeLessThanOrEqual(LIMIT_SECONDS + SEEN_SELDOM.longestSeconds);
      const counts = Map.groupBy(actions, ({ action }) => actionKey(action));
      for (const [key, times] of counts) expect(times.length, key).toBeLessThanOrEqual(PATIENCE.tries);
      expect(new Set(asked).size).toBe(asked.length);
    }
  });

  test("does nothing destructive while nobody answers, and nor when every answer is yes", async () => {
    for (const state of states) {
      for (const answer of [undefined, () => "yes", () => ""]) {
        const { actions } = await runIn(state, answer);
        expect(actions.filter(({ action, hasConsent }) => hasConsent || isDestructive(action))).toEqual([]);
      }
    }
  });

  test("does what was asked for once its name is typed, and once only", async () => {
    const typed = (question: string) => /Type "([^"]+)"/.exec(question)?.[1] ?? "";
    let agreed = 0;
    for (const state of states) {
      const { actions, asked } = await runIn(state, typed);
      const destructive = actions.filter(({ action }) => isDestructive(action));
      expect(destructive.every(({ hasConsent }) => hasConsent)).toBe(true);
      expect(destructive.length).toBe(asked.length);
      agreed += destructive.length;
    }
    expect(agreed).toBeGreaterThan(5);
  });

  test("says in its log what it did, and why a failure is one", async () => {
    const state: Snapshot = {
      at: START,
      hosts: [],
      server: "pi1",
      vault: { state: "sealed" },
      routes: [],
      cluster: EMPTY,
    };
    const { log, outcome } = await runIn(state);
    expect(log).toEqual([
      "Vault: it is sealed; waits: for who unseals it by itself",
      "Vault: it is sealed",
      "does: unseal-vault, for nobody else has done it",
      expect.stringContaining("it is sealed; waits: what was done needs a moment"),
      "Vault: it is sealed",
      "does: unseal-vault, for nobody else has done it",
      expect.stringContaining("it is sealed; waits: what was done needs a moment"),
      "Vault: it is sealed",
      "asks: unseal-key vault: Vault is sealed, and nobody has opened it",
    ]);
    expect(outcome).toMatchObject({ end: "question", questions: [{ id: "unseal-key" }] });
  });
});

const EMPTY = {
  nodes: [],
  pods: [],
  attachments: [],
  volumes: [],
  autoSalvage: true,
  restores: [],
  syncedSecrets: [],
  applications: [],
  routed: [],
};
