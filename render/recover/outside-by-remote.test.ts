import { describe, expect, test } from "vitest";
import { clusters } from "../../clusters/index.ts";
import type { Cluster } from "../../clusters/lab.ts";
import { hostOf } from "../../platform/hosts/host-of.ts";
import type { Kubectl } from "../remote/kubectl.ts";
import { type Remote, RemoteFailure, type RunOptions } from "../remote/remote.ts";
import type { HostAt } from "../up/host-at.ts";
import type { Outside } from "./outside.ts";
import { outsideByRemote } from "./outside-by-remote.ts";

const cluster = clusters.find(({ vault }) => vault.unseal === "timer") as Cluster;
const KEY = "kK3y0fTheV4ult";

interface Call {
  readonly words: string;
  readonly input: RunOptions["input"];
}

interface Lab {
  readonly outside: Outside;
  readonly calls: readonly Call[];
}

/** A lab in which Vault opens for the key, or for the host that keeps it. */
function labWith({ opensByHost = false, away = "" }): Lab {
  const calls: Call[] = [];
  let isSealed = true;
  const remote = (name: string): Remote => ({
    name,
    async run(script, { input } = {}) {
      if (name === away) throw new RemoteFailure(`Cannot reach ${name}: no route to host`, undefined);
      calls.push({ words: `${name}: ${script}`, input });
      if (opensByHost && script === "systemctl start lab-vault-unseal.service") isSealed = false;
      return script.includes("timedatectl") ? "clock 0 yes\n" : "";
    },
  });
  const kubectl: Kubectl = async (words, { input } = {}) => {
    calls.push({ words: words.join(" "), input });
    if (words.includes("sys/unseal")) isSealed = false;
    return JSON.stringify({ initialized: true, sealed: isSealed });
  };
  const hostAt = (name: string): HostAt => ({
    host: hostOf(cluster, name),
    remote: remote(name),
    kubectl,
    secrets: new Map(),
    ask: async () => undefined,
    say: () => undefined,
  });
  const hosts = new Map(Object.keys(cluster.nodes).map(name => [name, hostAt(name)]));
  return { outside: outsideByRemote({ cluster, hosts, kubectl, unsealKey: async () => KEY }), calls };
}

describe("outsideByRemote()", () => {
  test("lets the host that keeps the key open Vault, and asks nobody for it then", async () => {
    const { outside, calls } = labWith({ opensByHost: true });
    await outside.unseal();
    expect(calls.map(({ words }) => words)).toContain(
      `${cluster.gitea.node}: systemctl start lab-vault-unseal.service`,
    );
    expect(calls.some(({ words }) => words.includes("sys/unseal"))).toBe(false);
    expect(await outside.vault()).toEqual({ state: "unsealed" });
  });

  test("gives the key on the standard input alone", async () => {
    const { outside, calls } = labWith({});
    await outside.unseal();
    expect(calls.find(({ words }) => words.includes("sys/unseal"))?.input).toBe(KEY);
    expect(calls.filter(({ words }) => words.includes(KEY))).toEqual([]);
    expect(await outside.vault()).toEqual({ state: "unsealed" });
  });

  test("says of a host that does not answer why, and looks at the others", async () => {
    const { outside } = labWith({ away: "pi3" });
    const states = await outside.hosts();
    expect(states.find(({ name }) => name === "pi3")).toEqual({
      name: "pi3",
      why: "Cannot reach pi3: no route to host",
    });
    expect(states.filter(({ seen }) => seen?.isClockRight)).toHaveLength(states.length - 1);
  });
});
