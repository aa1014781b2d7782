import { describe, expect, test } from "vitest";
import { nodes } from "../../recover/links/nodes.ts";
import { volumes } from "../../recover/links/volumes.ts";
import { readCluster } from "../../recover/read/cluster.ts";
import { linkTroubles } from "./link-troubles.ts";

const volume = (name: string, robustness: string) => ({
  apiVersion: "longhorn.io/v1beta2",
  kind: "Volume",
  metadata: { name, creationTimestamp: "2026-01-01T00:00:00Z" },
  status: { state: "detached", robustness, kubernetesStatus: { namespace: "erp", pvcName: name } },
});
const node = (name: string, status: string) => ({
  apiVersion: "v1",
  kind: "Node",
  metadata: { name, creationTimestamp: "2026-01-01T00:00:00Z" },
  status: { conditions: [{ type: "Ready", status }] },
});

/** A cluster in which Traefik's kinds are not installed. */
async function kubectl(words: readonly string[]): Promise<string> {
  if (words[1]?.includes("traefik.io")) {
    throw new Error(`error: the server doesn't have a resource type "ingressroutes"`);
  }
  const items = [volume("a", "healthy"), volume("b", "degraded"), volume("c", "faulted"), node("pi1", "True")];
  return JSON.stringify({ items: [...items, node("pi2", "Unknown")] });
}

describe("linkTroubles()", () => {
  test("calls down what has to be mended, and a warning what works all the same", async () => {
    const troubles = linkTroubles(volumes, await readCluster(kubectl));
    expect(troubles).toEqual([
      { level: "warning", subject: "volume b of erp/b", problem: "it lacks a copy", helps: "Longhorn makes it anew" },
      expect.objectContaining({ level: "down", subject: "volume c of erp/c", helps: "npx lab recover" }),
    ]);
  });

  test("knows nodes where Longhorn is not installed, which has nodes of its own", async () => {
    const withoutLonghorn = async (words: readonly string[]) => {
      if (words[1]?.includes("nodes.longhorn.io")) throw new Error(`the server doesn't have a resource type "nodes"`);
      expect(words[1]?.split(",")).toContain("nodes");
      return JSON.stringify({ items: [node("pi1", "True")] });
    };
    expect(linkTroubles(nodes, await readCluster(withoutLonghorn), { hosts: ["pi1"] })).toEqual([]);
  });

  test("misses a host that is no node", async () => {
    const troubles = linkTroubles(nodes, await readCluster(kubectl), { hosts: ["pi1", "pi2", "pi3"] });
    expect(troubles.map(({ subject, problem }) => `${subject}: ${problem}`)).toEqual([
      "node pi2: it is not ready",
      "node pi3: k3s does not know it",
    ]);
  });
});
