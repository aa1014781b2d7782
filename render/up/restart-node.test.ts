import { platform } from "node:process";
import { beforeEach, describe, expect, test } from "vitest";
import { restartNode } from "./restart-node.ts";
import { type HostHere, hostHere } from "./testing/host-here.ts";

interface Node {
  isReady: boolean;
  bootId: string;
}

const PACE = { readySeconds: 0.5, rebuildSeconds: 0.5, pauseSeconds: 0.05 };

/** The cluster as the API server tells of it; pi1 is the host that is restarted. */
let nodes: Record<string, Node>;
/** Volumes of Longhorn, by name: `attached healthy`. */
let volumes: Record<string, string>;
/** Called before each look of kubectl, with how many there were. */
let onLook: (looks: number) => void;
let pi1: HostHere;
beforeEach(() => {
  nodes = { pi1: { isReady: true, bootId: "first" }, pi2: { isReady: true, bootId: "other" } };
  volumes = { "pvc-1": "attached healthy" };
  onLook = () => {};
  pi1 = host();
});

function host(): HostHere {
  let looks = 0;
  const on = hostHere({ name: "pi1" });
  on.write("/etc/lab/start-id", "first\n");
  on.program("systemctl", `[ "$1" != reboot ] || echo second >${on.path("/etc/lab/start-id")}`);
  const { remote } = on;
  const there = (script: string) => script.replaceAll("/proc/sys/kernel/random/boot_id", "/etc/lab/start-id");
  const kubectl = async ([, kind]: readonly string[]) => {
    onLook(looks++);
    if (kind === "customresourcedefinitions") return "customresourcedefinition/volumes.longhorn.io\n";
    return JSON.stringify({
      items: kind === "nodes" ? Object.entries(nodes).map(node) : Object.entries(volumes).map(volume),
    });
  };
  return { ...on, kubectl, remote: { ...remote, run: (script, options) => remote.run(there(script), options) } };
}

function node([name, { isReady, bootId }]: [string, Node]) {
  const conditions = [{ type: "Ready", status: isReady ? "True" : "False" }];
  return { metadata: { name }, spec: {}, status: { conditions, nodeInfo: { kubeletVersion: "v1", bootID: bootId } } };
}

function volume([name, words]: [string, string]) {
  const [state, robustness] = words.split(" ");
  return { metadata: { name }, status: { state, robustness } };
}

const restarts = () => pi1.calls().filter(call => call === "systemctl reboot").length;
/** The kubelet of pi1 reports after its host is back. */
const report = () => {
  if (pi1.read("/etc/lab/start-id") === "second\n") nodes.pi1 = { isReady: true, bootId: "second" };
};

describe.skipIf(platform !== "linux")("restartNode()", () => {
  test("is done when the kubelet has reported since the restart, whatever it had said before", async () => {
    onLook = report;
    await restartNode(pi1, PACE);
    expect(restarts()).toBe(1);
    expect(pi1.said).not.toContain("waits: pi1 is not ready");

    pi1 = host();
    nodes.pi1 = { isReady: true, bootId: "first" };
    onLook = () => {};
    await expect(restartNode(pi1, PACE)).rejects.toThrow(
      "Cannot go on: k3s on pi1 has not reported since its restart after 0.5 s, see \"journalctl -u 'k3s*'\" there",
    );
  });

  test("waits for the node to get ready, too", async () => {
    onLook = () => {
      if (pi1.read("/etc/lab/start-id") === "second\n") nodes.pi1 = { isReady: false, bootId: "second" };
    };
    await expect(restartNode(pi1, PACE)).rejects.toThrow("Cannot go on: pi1 is not ready");
  });

  test.each([
    [
      "another node is ready",
      () => Object.assign(nodes, { pi2: { isReady: false, bootId: "other" } }),
      "pi2 is not ready",
    ],
    [
      "every volume has all of its copies",
      () => Object.assign(volumes, { "pvc-1": "attached degraded" }),
      "volume pvc-1 is degraded",
    ],
    [
      "every volume is where it is used",
      () => Object.assign(volumes, { "pvc-1": "attaching unknown" }),
      "volume pvc-1 is attaching",
    ],
  ])("waits before it until %s, and restarts nothing when that does not come", async (_, fault, says) => {
    const whole = structuredClone({ nodes, volumes });
    fault();
    await expect(restartNode(pi1, PACE)).rejects.toThrow(`Cannot restart pi1: ${says} after 0.5 s`);
    expect(restarts()).toBe(0);

    pi1 = host();
    onLook = looks => {
      if (looks === 3) ({ nodes, volumes } = whole);
      report();
    };
    await restartNode(pi1, PACE);
    expect(pi1.said).toContain(`waits: ${says}`);
    expect(restarts()).toBe(1);
  });

  test("restarts nothing while the API server does not answer", async () => {
    onLook = () => {
      throw new Error("connection refused");
    };
    await expect(restartNode(pi1, PACE)).rejects.toThrow("Cannot restart pi1: connection refused after 0.5 s");
    expect(restarts()).toBe(0);
  });

  test("does not mind volumes that nobody uses", async () => {
    volumes = { "pvc-1": "detached unknown" };
    onLook = report;
    await restartNode(pi1, PACE);
    expect(restarts()).toBe(1);
  });
});
