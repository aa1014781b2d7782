import { platform } from "node:process";
import { describe, expect, test } from "vitest";
import { DRAINED } from "./k3s-nodes.ts";
import { k3sAgents } from "./steps/k3s-agents.ts";
import { k3sServer } from "./steps/k3s-server.ts";
import { type ClusterHere, clusterHere } from "./testing/cluster-here.ts";
import { take } from "./testing/take.ts";

const OLD = "v1.35.4+k3s1";
const NEW = "v1.36.3+k3s1";

/** What was done to nodes, without what was waited for. */
const done = ({ done }: ClusterHere) => done.filter(line => !line.includes("waits:"));
const restarts = (cluster: ClusterHere, name: string) =>
  cluster.hosts
    .get(name)
    ?.calls()
    .filter(call => /^systemctl (re)?start/.test(call)) ?? [];

describe.skipIf(platform !== "linux")("k3sServer", () => {
  test("makes a cluster where there is none, once", async () => {
    const cluster = clusterHere(NEW);
    const { before, after } = await take(k3sServer, cluster.lab);
    expect(before).toEqual(["k3s.service is inactive (inactive)", "the cluster does not answer"]);
    expect(after).toEqual([]);
    expect(restarts(cluster, "pi1")).toEqual(["systemctl start k3s.service"]);
  });

  test("is upgraded without a drain", async () => {
    const cluster = clusterHere(NEW, OLD);
    const { before, after } = await take(k3sServer, cluster.lab);
    expect(before).toEqual([`pi1 runs k3s ${OLD} and should run ${NEW}`]);
    expect(after).toEqual([]);
    expect(done(cluster)).toEqual(["pi1 restarting k3s.service"]);
  });

  test("starts anew for a file that has changed, also after a kill, and not twice", async () => {
    const cluster = clusterHere(NEW, NEW);
    cluster.hosts.get("pi1")?.write("/var/lib/lab/pending-restarts", "k3s.service\nother.service\n");
    await take(k3sServer, cluster.lab);
    await take(k3sServer, cluster.lab);
    expect(restarts(cluster, "pi1")).toEqual(["systemctl restart k3s.service"]);
    expect(cluster.hosts.get("pi1")?.read("/var/lib/lab/pending-restarts")).toBe("other.service\n");
  });

  test.each([
    ["leaves out a minor version", "v1.34.1+k3s1"],
    ["goes back", "v1.37.0+k3s1"],
  ])("stops before an upgrade that %s", async (_, running) => {
    await expect(k3sServer.do(clusterHere(NEW, running).lab)).rejects.toThrow(`from ${running} to ${NEW}`);
  });
});

describe.skipIf(platform !== "linux")("k3sAgents", () => {
  const upgrading = async () => {
    const cluster = clusterHere(NEW, OLD);
    await k3sServer.do(cluster.lab);
    cluster.done.length = 0;
    return cluster;
  };

  test("join without a drain", async () => {
    const cluster = clusterHere(NEW);
    await k3sServer.do(cluster.lab);
    expect((await take(k3sAgents, cluster.lab)).after).toEqual([]);
    expect(done(cluster)).toEqual([]);
  });

  test("are upgraded one after the other, each drained before and open for pods afterwards", async () => {
    const cluster = await upgrading();
    expect((await take(k3sAgents, cluster.lab)).after).toEqual([]);
    expect(done(cluster)).toEqual([
      ...["drain pi2", "pi2 restarting k3s-agent.service", "uncordon pi2"],
      ...["drain pi3", "pi3 restarting k3s-agent.service", "uncordon pi3"],
    ]);
  });

  test("wait until every volume has all of its copies", async () => {
    const cluster = await upgrading();
    cluster.robustness.unshift("degraded");
    await k3sAgents.do(cluster.lab);
    expect(cluster.robustness).toEqual(["healthy"]);
  });

  test("are let be when pods cannot leave one: it takes pods again, and no other is touched", async () => {
    const cluster = await upgrading();
    cluster.onDrain = () => {
      throw new Error("Cannot evict pod as it would violate the pod's disruption budget");
    };
    await expect(k3sAgents.do(cluster.lab)).rejects.toThrow("Cannot drain pi2: pods stay");
    expect(done(cluster)).toEqual(["drain pi2", "uncordon pi2"]);
    expect(cluster.nodes.get("pi2")?.annotations).toEqual({});
  });

  test("are not drained while another node is away", async () => {
    const cluster = await upgrading();
    const pi3 = cluster.nodes.get("pi3");
    if (pi3) pi3.isReady = false;
    await expect(k3sAgents.do(cluster.lab)).rejects.toThrow("Cannot drain pi2: pi3 is not ready");
    expect(done(cluster)).toEqual([]);
  });

  test("take pods again after a kill between the drain and the end", async () => {
    const cluster = await upgrading();
    await k3sAgents.do(cluster.lab);
    Object.assign(cluster.nodes.get("pi3") ?? {}, { unschedulable: true, annotations: { [DRAINED]: "true" } });
    cluster.done.length = 0;
    const { before, after } = await take(k3sAgents, cluster.lab);
    expect(before).toEqual(["pi3 was drained for an upgrade and takes no pods yet"]);
    expect(after).toEqual([]);
    expect(done(cluster)).toEqual(["uncordon pi3"]);
  });

  test("that a person has closed stay closed", async () => {
    const cluster = await upgrading();
    Object.assign(cluster.nodes.get("pi2") ?? {}, { unschedulable: true });
    await take(k3sAgents, cluster.lab);
    expect(done(cluster)).not.toContain("uncordon pi2");
    expect(cluster.nodes.get("pi2")?.unschedulable).toBe(true);
  });
});
