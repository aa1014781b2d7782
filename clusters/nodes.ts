import { type Claim, contest, fieldOf } from "./claims.ts";
import { type Fault, quote, quoteAll } from "./fault.ts";
import type { Finding } from "./finding.ts";
import type { Cluster, Node } from "./lab.ts";
import { knownName, label } from "./names.ts";
import { contains, freeAddress, parseAddress, parseNetwork } from "./network.ts";
import { wholeNumber } from "./quantity.ts";

/** Machines of one cluster: their names, the one server, what each has and keeps for itself. */
export function checkNodes({ nodes }: Cluster): Fault[] {
  const entries = Object.entries(nodes);
  if (entries.length === 0)
    return [{ field: "nodes", problem: "there is no node", remedy: 'add one with role "server"' }];
  return [
    ...oneServer(nodes),
    ...entries.flatMap(([name]) => label(`nodes.${name}`, name, "pi1")),
    ...entries.flatMap(([name, node]) => sizes(`nodes.${name}`, node)),
  ];
}

/** Services outside of k3s whose node does not exist. */
export function checkPlacement({ nodes, gitea, postgres, stepCa, pihole, ollama }: Cluster): Fault[] {
  const names = Object.keys(nodes);
  if (names.length === 0) return []; // said once, by checkNodes
  return Object.entries({ gitea, postgres, stepCa, pihole, ollama }).flatMap(([service, place]) =>
    place === undefined ? [] : knownName(`${service}.node`, place.node, "node", names),
  );
}

/** Addresses that are malformed, another node's in any cluster, or no host address of the cluster's LAN. */
export function checkAddresses(clusters: readonly Cluster[]): Finding[] {
  const claims = clusters.flatMap(addressClaims);
  const taken = claims.flatMap(({ value }) => parseAddress(value) ?? []);
  return contest(claims, (claim, earlier) => {
    const problem = badAddress(claim, earlier);
    return problem === undefined ? [] : [{ field: claim.field, problem, remedy: anotherAddress(claim.cluster, taken) }];
  });
}

function oneServer(nodes: Cluster["nodes"]): Fault[] {
  const names = Object.keys(nodes);
  const servers = names.filter(name => nodes[name]?.role === "server");
  const field = "nodes";
  const [first, ...others] = servers;
  if (first === undefined) {
    return [{ field, problem: 'no node has role "server"', remedy: `write it for one of ${quoteAll(names)}` }];
  }
  if (others.length === 0) return [];
  const problem = `${quoteAll(servers)} all have role "server"`;
  return [{ field, problem, remedy: `leave it to ${quote(first)} and write "agent" for ${quoteAll(others)}` }];
}

function sizes(path: string, node: Node): Fault[] {
  return [
    ...wholeNumber(`${path}.cpuMillicores`, node.cpuMillicores, { example: 4000 }),
    ...wholeNumber(`${path}.memoryMebibytes`, node.memoryMebibytes, { example: 8192 }),
    ...wholeNumber(`${path}.diskGibibytes`, node.diskGibibytes, { example: 400 }),
    ...reserved(`${path}.reservedCpuMillicores`, node.reservedCpuMillicores, node.cpuMillicores),
    ...reserved(`${path}.reservedMemoryMebibytes`, node.reservedMemoryMebibytes, node.memoryMebibytes),
  ];
}

function reserved(field: string, value: number, total: number): Fault[] {
  const eighth = Math.max(0, Math.floor(total / 8)) || 0;
  const [fault] = wholeNumber(field, value, { from: 0, example: eighth });
  if (fault !== undefined) return [fault];
  if (value < total || !(total > 0)) return []; // a wrong total is said once, by its own rule
  return [
    {
      field,
      problem: `${quote(value)} leaves nothing of ${quote(total)} for pods`,
      remedy: `write less, such as ${eighth}`,
    },
  ];
}

function addressClaims(cluster: Cluster): Claim[] {
  return Object.entries(cluster.nodes).map(([name, { address }]) => ({
    cluster,
    field: `nodes.${name}.address`,
    value: address,
  }));
}

function badAddress({ cluster, value }: Claim, earlier: readonly Claim[]): string | undefined {
  const address = parseAddress(value);
  if (address === undefined) return `${quote(value)} is not an IPv4 address`;
  const other = earlier.find(claim => claim.value === value);
  if (other !== undefined) return `${quote(value)} is also ${fieldOf(other, cluster)}`;
  const lan = parseNetwork(cluster.networks.lan);
  if (lan === undefined) return undefined; // said once, by checkNetworks
  if (!contains(lan, address)) return `${quote(value)} is outside of networks.lan, ${quote(cluster.networks.lan)}`;
  if (address === lan.first) return `${quote(value)} is the network's own address`;
  if (address === lan.last) return `${quote(value)} is the broadcast address`;
  return undefined;
}

function anotherAddress({ networks }: Cluster, taken: readonly number[]): string {
  const lan = parseNetwork(networks.lan);
  const free = lan === undefined ? undefined : freeAddress(lan, taken);
  return free === undefined ? "write a free address of networks.lan" : `write a free one, such as ${quote(free)}`;
}
