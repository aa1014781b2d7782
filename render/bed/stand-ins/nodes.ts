import type { Cluster, Node } from "../../../clusters/lab.ts";
import { formatAddress, parseNetwork } from "../../../clusters/network.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { apiRequest } from "../servers/api-request.ts";
import type { ApiServer } from "../servers/api-server.ts";
import { kubectl } from "../servers/kubectl.ts";

/**
 * Makes the nodes of a cluster, and waits until they are ready, which kwok says. A node that is there stays as it is.
 *
 * @throws {Error} when the API server refuses one, or they are not ready within a minute
 */
export async function makeNodes(server: ApiServer, cluster: Cluster): Promise<void> {
  for (const body of nodeObjects(cluster)) {
    const response = await apiRequest(server, "/api/v1/nodes", { method: "POST", body });
    const answer = (await response.toArray()).join("");
    if (response.statusCode === CREATED || response.statusCode === CONFLICT) continue;
    throw new Error(`Cannot make node "${body.metadata.name}" of ${cluster.name}: ${answer}`);
  }
  const { status, stderr } = await kubectl(server, "wait", "--for=condition=Ready", "node", "--all", "--timeout=60s");
  if (status !== 0) throw new Error(`Cannot make the nodes of ${cluster.name}: ${stderr}`);
}

const CREATED = 201;
const CONFLICT = 409;

/** Node objects as kubelet and k3s would register them; k3s taints none, its server included. */
export function nodeObjects(cluster: Cluster): KubeObject[] {
  return Object.entries(cluster.nodes).map(([name, node], index) => ({
    apiVersion: "v1",
    kind: "Node",
    metadata: { name, labels: labels(name, node) },
    spec: { podCIDR: podNetwork(cluster, index), podCIDRs: [podNetwork(cluster, index)] },
    status: {
      addresses: [
        { type: "InternalIP", address: node.address },
        { type: "Hostname", address: name },
      ],
      nodeInfo: {
        architecture: node.architecture,
        operatingSystem: "linux",
        kubeletVersion: cluster.versions.k3s?.version,
      },
      capacity: resources(node.cpuMillicores, node.memoryMebibytes),
      allocatable: resources(
        node.cpuMillicores - node.reservedCpuMillicores,
        node.memoryMebibytes - node.reservedMemoryMebibytes,
      ),
    },
  }));
}

function labels(name: string, { architecture, role }: Node): Record<string, string> {
  return {
    "kubernetes.io/arch": architecture,
    "kubernetes.io/hostname": name,
    "kubernetes.io/os": "linux",
    "node.kubernetes.io/instance-type": "k3s",
    ...(role === "server" && { "node-role.kubernetes.io/control-plane": "true" }),
  };
}

/** The kubelet's default of 110 pods; no ephemeral storage, for no fact says how much there is. */
function resources(cpuMillicores: number, memoryMebibytes: number): Record<string, string> {
  return { cpu: `${cpuMillicores}m`, memory: `${memoryMebibytes}Mi`, pods: "110" };
}

/** e.g. `10.42.1.0/24` for the second node */
function podNetwork({ name, networks }: Cluster, index: number): string {
  const range = parseNetwork(networks.pods);
  if (range === undefined) throw new Error(`Cannot make the nodes of ${name}: networks.pods is no network`);
  return `${formatAddress(range.first + index * 256)}/24`;
}
