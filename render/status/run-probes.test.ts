import { describe, expect, test } from "vitest";
import type { LabAt } from "../up/lab-at.ts";
import type { Probe, Trouble } from "./probe.ts";
import { runProbes } from "./run-probes.ts";
import { Unseen } from "./unseen.ts";

const lab = {} as LabAt;
const trouble: Trouble = { level: "warning", subject: "pi1", problem: "its disk is full", helps: "df" };
const probe = (name: string, look: Probe["look"], limitSeconds = 5): Probe => ({ name, limitSeconds, look });

describe("runProbes()", () => {
  test("tells what each link's probe saw, in the order of the probes", async () => {
    const fine = probe("hosts", async () => []);
    const broken = probe("disks", async () => [trouble]);
    expect(await runProbes(lab, [fine, broken])).toEqual([
      { link: "hosts", troubles: [] },
      { link: "disks", troubles: [trouble] },
    ]);
  });

  test("takes a probe that throws for trouble, and hides no other", async () => {
    const failing = probe("Vault", () => Promise.reject(new Error("connection refused")));
    const [first, second] = await runProbes(lab, [failing, probe("disks", async () => [trouble])]);
    expect(first?.troubles).toMatchObject([{ level: "down", problem: "it cannot be looked at: connection refused" }]);
    expect(second?.troubles).toEqual([trouble]);
  });

  test("tells what a link hangs on that does not answer, beside what another one failed at", async () => {
    const hidden = (name: string) => probe(name, () => Promise.reject(new Unseen("API server", "it does not answer")));
    const failing = probe("disks", () => Promise.reject(new Error("no such file")));
    const sights = await runProbes(lab, [hidden("pods"), failing, hidden("Vault")]);
    const because = { subject: "API server", problem: "it does not answer" };
    expect(sights.map(({ link, troubles }) => [link, troubles[0]?.because])).toEqual([
      ["pods", because],
      ["disks", undefined],
      ["Vault", because],
    ]);
    expect(sights[0]?.troubles).toMatchObject([
      { level: "down", subject: "pods", problem: "it cannot be looked at without the API server" },
    ]);
  });

  test("waits no longer for a probe than its limit", async () => {
    const endless = probe("DNS names", () => new Promise(() => {}), 0.05);
    const [sight] = await runProbes(lab, [endless]);
    expect(sight?.troubles).toMatchObject([
      { level: "down", problem: "it cannot be looked at: it says nothing for 0.05 s" },
    ]);
  });
});
