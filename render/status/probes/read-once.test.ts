import { describe, expect, test } from "vitest";
import { RemoteFailure } from "../../remote/remote.ts";
import type { LabAt } from "../../up/lab-at.ts";
import { probes } from "../probes.ts";
import { runProbes } from "../run-probes.ts";
import { readOnce } from "./read-once.ts";

const OF_THE_CLUSTER = [
  ...["k3s nodes", "pods", "volume attachments", "Longhorn volumes"],
  ...["Vault", "Vault Secrets Operator", "Argo CD"],
];

const refused = () => Promise.reject(new RemoteFailure("Cannot run kubectl on pi1: connection refused", 1));
const silent = () => new Promise<string>(() => {});

describe("readOnce()", () => {
  test.each([
    ["refuses", refused, "it does not answer: Cannot run kubectl on pi1: connection refused"],
    ["is silent", silent, "it does not answer: it says nothing for 0.05 s"],
  ])("names the API server when that %s", async (_, kubectl, problem) => {
    await expect(readOnce(kubectl, 0.05)).rejects.toMatchObject({ because: { subject: "API server", problem } });
  });

  test("does not blame the API server for what it cannot read of its answer", async () => {
    await expect(readOnce(async () => "no JSON")).rejects.toThrow(SyntaxError);
  });

  test("gives every link of the cluster the same cause", async () => {
    const lab = { cluster: { nodes: {} }, hosts: new Map(), kubectl: refused } as unknown as LabAt;
    const sights = await runProbes(
      lab,
      probes.filter(({ name }) => OF_THE_CLUSTER.includes(name)),
    );
    expect(
      sights.filter(({ troubles }) => troubles[0]?.because?.subject === "API server").map(({ link }) => link),
    ).toEqual(OF_THE_CLUSTER);
  });
});
