import ipaddr from "ipaddr.js";
import { type Claim, contest, fieldOf } from "./claims.ts";
import { type Fault, quote } from "./fault.ts";
import type { Finding } from "./finding.ts";
import type { Cluster, Networks } from "./lab.ts";

/** An IPv4 network as numbers: first and last address, both included. */
export interface Range {
  readonly first: number;
  readonly last: number;
  /** Length of the prefix, 0-32. */
  readonly prefix: number;
}

interface NetworkClaim extends Claim {
  readonly kind: keyof Networks;
  /** Undefined when the value is no CIDR. */
  readonly range: Range | undefined;
}

interface Purpose {
  readonly example: string;
  /** Shortest and longest prefix that works. */
  readonly prefix: readonly [number, number];
  readonly reason: string;
}

/**
 * What each network must be able to hold. Pods: the controller manager gives every node a /24
 * (`--node-cidr-mask-size`). Services: the API server refuses more than /12, and k3s puts CoreDNS at the tenth address
 * (https://docs.k3s.io/cli/server#networking).
 */
const purposes: Readonly<Record<keyof Networks, Purpose>> = {
  lan: { example: "192.168.1.0/24", prefix: [8, 29], reason: "a LAN needs room for a router and nodes" },
  pods: { example: "10.42.0.0/16", prefix: [8, 24], reason: "every node takes a /24 of it" },
  services: { example: "10.43.0.0/16", prefix: [12, 28], reason: "the API server takes a /12 at most" },
};

/** RFC 1918. */
const privateBlocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"].flatMap(text => parseNetwork(text) ?? []);

/** Networks that are malformed, public, of the wrong size, or overlap one named before, of this or another cluster. */
export function checkNetworks(clusters: readonly Cluster[]): Finding[] {
  const claims = clusters.flatMap(networkClaims);
  const everyRange = claims.flatMap(({ range }) => range ?? []);
  return contest(claims, (claim, earlier) => [
    ...malformed(claim),
    ...crowded(claim),
    ...overlapping(claim, earlier, everyRange),
  ]);
}

/** Number of a strict four-part decimal IPv4 address; undefined for anything else (`10.1`, `010.0.0.1`, `0x0a000001`). */
export function parseAddress(text: string): number | undefined {
  if (!ipaddr.IPv4.isValidFourPartDecimal(text)) return undefined;
  return ipaddr.IPv4.parse(text).octets.reduce((number, octet) => number * 256 + octet, 0);
}

/** Range of a strict CIDR; host bits are ignored. Undefined when it is no CIDR. */
export function parseNetwork(text: string): Range | undefined {
  const [, address = "", digits = ""] = /^([0-9.]+)\/(0|[1-9][0-9]?)$/.exec(text) ?? [];
  const number = parseAddress(address);
  const prefix = Number(digits);
  if (number === undefined || prefix > 32) return undefined;
  const size = 2 ** (32 - prefix);
  const first = number - (number % size);
  return { first, last: first + size - 1, prefix };
}

export function formatAddress(number: number): string {
  return [24, 16, 8, 0].map(bits => Math.floor(number / 2 ** bits) % 256).join(".");
}

export function contains(range: Range, address: number): boolean {
  return range.first <= address && address <= range.last;
}

/**
 * An address of the LAN that nobody has: the next one above the taken ones, else the lowest. Never the network, the
 * broadcast or the first address, which is the router's as a rule. Undefined when the LAN is full.
 */
export function freeAddress(lan: Range, taken: readonly number[]): string | undefined {
  const [lowest, highest] = [lan.first + 2, lan.last - 1];
  const used = new Set(taken.filter(address => lowest <= address && address <= highest));
  const isFree = (address: number) => lowest <= address && address <= highest && !used.has(address);
  const above = Math.max(lowest - 1, ...used) + 1;
  if (isFree(above)) return formatAddress(above);
  for (let address = lowest; address <= highest; address++) if (isFree(address)) return formatAddress(address);
  return undefined;
}

/**
 * A private network of the same size that overlaps none of the taken ones: above the wanted one in its own private
 * block, else the first of any block. Undefined when there is none.
 */
export function freeNetwork(wanted: Range, taken: readonly Range[]): string | undefined {
  const own = privateBlocks.filter(block => contains(block, wanted.first));
  const above = own.map(block => ({ ...block, first: wanted.first }));
  for (const block of [...above, ...privateBlocks]) {
    const found = firstFree(block, wanted, taken);
    if (found !== undefined) return `${formatAddress(found)}/${wanted.prefix}`;
  }
  return undefined;
}

function firstFree(block: Range, { prefix }: Range, taken: readonly Range[]): number | undefined {
  const size = 2 ** (32 - prefix);
  let first = block.first;
  while (first + size - 1 <= block.last) {
    const obstacle = taken.find(range => overlap(range, { first, last: first + size - 1, prefix }));
    if (obstacle === undefined) return first;
    first = Math.ceil((obstacle.last + 1) / size) * size;
  }
  return undefined;
}

function networkClaims(cluster: Cluster): NetworkClaim[] {
  return (["lan", "pods", "services"] as const).map(kind => ({
    cluster,
    kind,
    field: `networks.${kind}`,
    value: cluster.networks[kind],
    range: parseNetwork(cluster.networks[kind]),
  }));
}

function malformed({ field, kind, value, range }: NetworkClaim): Fault[] {
  const { example, prefix, reason } = purposes[kind];
  const remedy = `write one such as ${quote(example)}`;
  if (range === undefined) {
    return [{ field, problem: `${quote(value)} is not an IPv4 network in CIDR notation`, remedy }];
  }
  const network = `${formatAddress(range.first)}/${range.prefix}`;
  if (network !== value) {
    return [{ field, problem: `${quote(value)} has host bits set`, remedy: `write ${quote(network)}` }];
  }
  if (!isPrivate(range)) return [{ field, problem: `${quote(value)} is not a private network (RFC 1918)`, remedy }];
  const [shortest, longest] = prefix;
  if (range.prefix >= shortest && range.prefix <= longest) return [];
  return [{ field, problem: `${quote(value)} is not a network from /${shortest} to /${longest}: ${reason}`, remedy }];
}

function isPrivate(range: Range | undefined): boolean {
  return (
    range !== undefined && privateBlocks.some(block => contains(block, range.first) && contains(block, range.last))
  );
}

function crowded({ cluster, field, kind, value, range }: NetworkClaim): Fault[] {
  const count = Object.keys(cluster.nodes).length;
  if (kind !== "pods" || range === undefined || 2 ** (24 - range.prefix) >= count) return [];
  const remedy = `write a larger one, such as ${quote(purposes.pods.example)}`;
  return [{ field, problem: `${quote(value)} has no /24 for each of the ${count} nodes`, remedy }];
}

function overlapping(claim: NetworkClaim, earlier: readonly NetworkClaim[], taken: readonly Range[]): Fault[] {
  const { cluster, field, value, range } = claim;
  const other = earlier.find(candidate => isPrivate(candidate.range) && overlap(candidate.range, range));
  if (range === undefined || other === undefined) return [];
  const free = freeNetwork(range, taken);
  const remedy = free === undefined ? "write a smaller network" : `write one of its own, such as ${quote(free)}`;
  return [{ field, problem: `${quote(value)} overlaps ${fieldOf(other, cluster)}, ${quote(other.value)}`, remedy }];
}

function overlap(one: Range | undefined, other: Range | undefined): boolean {
  return one !== undefined && other !== undefined && one.first <= other.last && other.first <= one.last;
}
