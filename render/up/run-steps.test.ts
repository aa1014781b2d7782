import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, describe, expect, test } from "vitest";
import type { Host } from "../../platform/hosts/host.ts";
import { ChangedKey } from "../remote/changed-key.ts";
import { Danger } from "./danger.ts";
import type { HostAt } from "./host-at.ts";
import type { Item } from "./item.ts";
import type { LabAt } from "./lab-at.ts";
import { type Ground, runSteps, trySteps } from "./run-steps.ts";
import type { Step } from "./step.ts";
import type { Result, StepEvent } from "./step-event.ts";

/** What was done, in order, such as `files on pi1`. */
let done: string[];
let events: StepEvent[];
beforeEach(() => {
  done = [];
  events = [];
});

const ground: Ground = {
  hosts: () =>
    ["pi1", "pi2"].map(name => ({
      name,
      at: ({ outside, say }) => {
        const ask = (question: string) => outside(async () => `answer to ${question}`);
        return { host: { name } as Host, say, ask } as HostAt;
      },
    })),
  lab: () => ({ name: "lab", at: ({ say }) => ({ say }) as LabAt }),
};

/** A step that is done once it was done. */
function step(name: string, change: Partial<Step<HostAt>> = {}): Item {
  return {
    on: "hosts",
    step: {
      name,
      does: `does ${name}`,
      limitSeconds: 5,
      undo: "none",
      check: async ({ host }) => (done.includes(`${name} on ${host.name}`) ? [] : [`${name} is missing`]),
      do: async ({ host }) => void done.push(`${name} on ${host.name}`),
      ...change,
    },
  };
}

function labStep(name: string, change: Partial<Step<LabAt>> = {}): Item {
  const check = async () => (done.includes(name) ? [] : [`${name} is missing`]);
  const act = async () => void done.push(name);
  return { on: "lab", step: { name, does: name, limitSeconds: 5, undo: "none", check, do: act, ...change } };
}

const tell = (event: StepEvent) => void events.push(event);
const run = (...items: Item[]) => runSteps(items, ground, tell);
const kinds = (results: readonly Result[]) => results.map(({ step, on, outcome }) => `${step} ${on} ${outcome.kind}`);

describe("runSteps()", () => {
  test("takes each step on every host and on the lab, and the second time finds nothing to do", async () => {
    const items = [step("files"), labStep("argocd")];
    expect(kinds(await run(...items))).toEqual(["files pi1 changed", "files pi2 changed", "argocd lab changed"]);
    const before = [...done];
    expect(kinds(await run(...items))).toEqual(["files pi1 unchanged", "files pi2 unchanged", "argocd lab unchanged"]);
    expect(done).toEqual(before);
  });

  test("looks again at the lab as a step has left it, for the step may have learned a fact", async () => {
    let learned = "nothing";
    const lab = () => ({ name: "lab", at: () => ({ cluster: { name: learned } }) as LabAt });
    const learns = labStep("learns", {
      check: async ({ cluster }) => (cluster.name === "nothing" ? ["nothing is known"] : []),
      do: async () => {
        learned = "something";
      },
    });
    expect(kinds(await runSteps([learns], { ...ground, lab }, tell))).toEqual(["learns lab changed"]);
  });

  test("takes a step on all hosts at once, and the next one when all have it", async () => {
    const slow = async ({ host }: HostAt) => {
      done.push(`slow begins on ${host.name}`);
      await sleep(host.name === "pi1" ? 50 : 10);
      done.push(`slow on ${host.name}`);
    };
    await run(step("slow", { do: slow }), step("next"));
    expect(done.slice(0, 4)).toEqual(["slow begins on pi1", "slow begins on pi2", "slow on pi2", "slow on pi1"]);
  });

  test("lets the other hosts finish a step that fails on one, and stops then", async () => {
    const failsOnPi1 = async ({ host }: HostAt) => {
      if (host.name === "pi1") throw new Error("disk is full");
      await sleep(20);
      done.push(`packages on ${host.name}`);
    };
    const results = await run(step("packages", { do: failsOnPi1 }), step("files"));
    expect(kinds(results)).toEqual(["packages pi1 failed", "packages pi2 changed"]);
    expect(results[0]?.outcome).toMatchObject({ why: "disk is full", isDanger: false });
  });

  test("believes no step that says it is done: it looks again, and lists what is left", async () => {
    const [first] = await run(step("files", { do: async () => {} }));
    expect(first?.outcome).toMatchObject({ kind: "failed", why: "it was done, and still:\n  files is missing" });
  });

  test("gives up a step that takes longer than its limit", async () => {
    const [first] = await run(step("files", { limitSeconds: 0.2, do: () => sleep(3000, undefined, { ref: false }) }));
    expect(first?.outcome).toMatchObject({ kind: "failed", why: "it was not done within 0.2 s" });
  });

  test.each([new Danger("a disk would be lost"), new ChangedKey("another machine answers")])(
    "knows a danger from another failure: %s",
    async error => {
      const [first] = await run(step("disks", { check: () => Promise.reject(error) }));
      expect(first?.outcome).toMatchObject({ kind: "failed", isDanger: true });
    },
  );

  test("tells what a step finds, does and says, and how it ended", async () => {
    const talks = async ({ host, say }: HostAt) => {
      say("halfway");
      done.push(`files on ${host.name}`);
    };
    await run(step("files", { do: talks }));
    const ofPi1 = events.filter(({ on }) => on === "pi1");
    expect(ofPi1.map(({ kind }) => kind)).toEqual(["looks", "does", "says", "ended"]);
    expect(ofPi1[1]).toMatchObject({ what: "does files", found: ["files is missing"] });
    expect(ofPi1[2]).toMatchObject({ line: "halfway" });
  });
});

describe("trySteps()", () => {
  const shown: string[] = [];
  const look = (...items: Item[]) =>
    trySteps(items, ground, tell, (host, detail) => void shown.push(`${host}: ${detail}`));

  test("does nothing, and says what would change", async () => {
    const results = await look(step("files"), labStep("argocd"));
    expect(done).toEqual([]);
    expect(kinds(results)).toEqual(["files pi1 would change", "files pi2 would change", "argocd lab would change"]);
  });

  test("shows the detail of what would change, and of nothing else", async () => {
    done.push("files on pi2");
    await look({ ...step("files"), on: "hosts", show: async () => "- old\n+ new" } as Item);
    expect(shown).toEqual(["pi1: - old\n+ new"]);
  });

  test("takes a look that fails after something would change for unknown, and another for a failure", async () => {
    const cannotLook = labStep("argocd", { check: () => Promise.reject(new Error("no cluster")) });
    expect(kinds(await look(step("files"), cannotLook)).at(-1)).toBe("argocd lab unknown");
    expect(kinds(await look(cannotLook, labStep("root")))).toEqual(["argocd lab failed"]);
  });

  test("goes on with the other hosts when one does not answer", async () => {
    const answers = async ({ host }: HostAt) => {
      if (host.name === "pi1") throw new Error("nothing answers there");
      return [];
    };
    const results = await look(step("reach", { check: answers }), step("files"));
    expect(kinds(results)).toEqual(["reach pi1 failed", "reach pi2 unchanged", "files pi2 would change"]);
  });
});
