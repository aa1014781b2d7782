import ipaddr from "ipaddr.js";
import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { type Fields, fieldsOf, mappingsOf, textOf, textsOf } from "./fields.ts";
import { inWords } from "./in-words.ts";
import { selectorText, covers as selects } from "./label-selector.ts";

/** A NetworkPolicy: pods that it selects may do nothing in its directions but what it, or another one, opens. */
export interface Policy {
  readonly selector: Fields;
  readonly directions: readonly Direction[];
  readonly openings: readonly Opening[];
}

export type Direction = (typeof DIRECTIONS)[number]["direction"];

/** One peer on one port. */
export interface Opening {
  readonly direction: Direction;
  /** Absent: anybody. */
  readonly peer?: Fields;
  /** Absent: every port of every protocol. */
  readonly port?: Fields;
}

const DIRECTIONS = [
  { direction: "Ingress", rules: "ingress", peers: "from" },
  { direction: "Egress", rules: "egress", peers: "to" },
] as const;

/**
 * @returns undefined for what is no NetworkPolicy
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource
 */
export function policyOf(object: KubeObject): Policy | undefined {
  if (groupKind(object) !== "networking.k8s.io/NetworkPolicy") return undefined;
  const spec = fieldsOf(object.spec);
  const written = textsOf(spec.policyTypes);
  const implied = mappingsOf(spec.egress).length > 0 ? ["Ingress", "Egress"] : ["Ingress"];
  const types = written.length > 0 ? written : implied;
  const limited = DIRECTIONS.filter(({ direction }) => types.includes(direction));
  return {
    selector: fieldsOf(spec.podSelector),
    directions: limited.map(({ direction }) => direction),
    openings: limited.flatMap(({ direction, rules, peers }) =>
      mappingsOf(spec[rules]).flatMap(rule =>
        orAny(mappingsOf(rule[peers])).flatMap(peer =>
          orAny(mappingsOf(rule.ports)).map(port => ({ direction, ...(peer && { peer }), ...(port && { port }) })),
        ),
      ),
    ),
  };
}

/** An empty list stands for all. */
function orAny(list: readonly Fields[]): readonly (Fields | undefined)[] {
  return list.length === 0 ? [undefined] : list;
}

/** `lets anybody in on TCP 80`, `lets out to 10.0.0.0/8 on every port`. */
export function openingText({ direction, peer, port }: Opening): string {
  const who = peer === undefined ? "anybody" : peerText(peer);
  return `lets ${direction === "Ingress" ? `${who} in` : `out to ${who}`} on ${portText(port)}`;
}

function peerText({ ipBlock, namespaceSelector, podSelector }: Fields): string {
  const { cidr, except } = fieldsOf(ipBlock);
  if (ipBlock != null)
    return `${inWords(cidr)}${textsOf(except).length > 0 ? `, but for ${textsOf(except).join(", ")},` : ""}`;
  const pods = podSelector == null ? "every pod" : selectorText("pod", fieldsOf(podSelector));
  return `${pods} of ${namespaceSelector == null ? "its namespace" : selectorText("namespace", fieldsOf(namespaceSelector))}`;
}

function portText(port: Fields | undefined): string {
  if (port === undefined) return "every port";
  const { protocol, port: number, endPort } = port;
  return `${textOf(protocol) ?? "TCP"} ${number == null ? "ports of every number" : inWords(number)}${endPort == null ? "" : `-${inWords(endPort)}`}`;
}

/** Whether all that the narrow one lets through, the wide one does. */
export function covers(wide: Opening, narrow: Opening): boolean {
  return wide.direction === narrow.direction && hasPeer(wide.peer, narrow.peer) && hasPort(wide.port, narrow.port);
}

function hasPeer(wide: Fields | undefined, narrow: Fields | undefined): boolean {
  if (wide === undefined) return true;
  if (narrow === undefined || (wide.ipBlock == null) !== (narrow.ipBlock == null)) return false;
  if (wide.ipBlock != null) return hasBlock(fieldsOf(wide.ipBlock), fieldsOf(narrow.ipBlock));
  if (wide.namespaceSelector == null && narrow.namespaceSelector != null) return false;
  if (wide.namespaceSelector != null && !isEmpty(wide.namespaceSelector) && narrow.namespaceSelector == null)
    return false;
  return (
    selects(fieldsOf(wide.namespaceSelector), fieldsOf(narrow.namespaceSelector)) &&
    selects(fieldsOf(wide.podSelector), fieldsOf(narrow.podSelector))
  );
}

function isEmpty(selector: unknown): boolean {
  return Object.keys(fieldsOf(selector)).length === 0;
}

/** What the wide one leaves out, the narrow one has to leave out too, unless it lies outside of it anyway. */
function hasBlock(wide: Fields, narrow: Fields): boolean {
  return (
    contains(textOf(wide.cidr), textOf(narrow.cidr)) &&
    textsOf(wide.except).every(
      hole =>
        textsOf(narrow.except).some(left => contains(left, hole)) ||
        (!contains(textOf(narrow.cidr), hole) && !contains(hole, textOf(narrow.cidr))),
    )
  );
}

/** Whether a range of addresses holds another: `10.0.0.0/8` holds `10.1.0.0/16`. One that cannot be read holds itself. */
export function contains(wide: string | undefined, narrow: string | undefined): boolean {
  if (wide === narrow) return true;
  const [outer, inner] = [rangeOf(wide), rangeOf(narrow)];
  if (outer === undefined || inner === undefined || outer[0].kind() !== inner[0].kind()) return false;
  return outer[1] <= inner[1] && inner[0].match(outer[0], outer[1]);
}

function rangeOf(text = ""): [ipaddr.IPv4 | ipaddr.IPv6, number] | undefined {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  if (!ipaddr.isValid(text)) return undefined;
  const address = ipaddr.parse(text);
  return [address, address.kind() === "ipv4" ? 32 : 128];
}

function hasPort(wide: Fields | undefined, narrow: Fields | undefined): boolean {
  if (wide === undefined) return true;
  if (narrow === undefined || (textOf(wide.protocol) ?? "TCP") !== (textOf(narrow.protocol) ?? "TCP")) return false;
  if (wide.port == null || wide.port === narrow.port) return wide.port == null || end(wide) >= end(narrow);
  return (
    typeof wide.port === "number" &&
    typeof narrow.port === "number" &&
    wide.port <= narrow.port &&
    end(wide) >= end(narrow)
  );
}

function end({ port, endPort }: Fields): number {
  return typeof endPort === "number" ? endPort : typeof port === "number" ? port : 0;
}
