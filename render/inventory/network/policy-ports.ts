import type { OpenPort } from "../../checks/lab/network-policies.ts";
import type { ContainerPort } from "./policy-ends.ts";

/** What stands for all ports. */
export const EVERY_PORT = "every port";

/**
 * The ports that both sides of a connection open, as `TCP 5432`, `TCP http`, `TCP 30000-32767`; {@link EVERY_PORT} where
 * neither side names any. A port that the receiver's policy calls by a name keeps it.
 *
 * @param listening of the pod that is connected to, for the names of its ports
 */
export function commonPorts(
  into: readonly OpenPort[] | undefined,
  out: readonly OpenPort[] | undefined,
  listening: readonly ContainerPort[],
): string[] {
  const [receiving, sending] = [rangesOf(into, listening), rangesOf(out, listening)];
  const texts = receiving.flatMap(one => sending.flatMap(other => common(one, other)));
  return texts.includes(EVERY_PORT) ? [EVERY_PORT] : [...new Set(texts)];
}

interface Range {
  readonly protocol: string;
  readonly first: number;
  readonly last: number;
  readonly text: string;
}

const HIGHEST = 65535;

const EVERYTHING: Range = { protocol: "", first: 0, last: HIGHEST, text: EVERY_PORT };

function rangesOf(ports: readonly OpenPort[] | undefined, listening: readonly ContainerPort[]): Range[] {
  if (ports === undefined || ports.length === 0) return [EVERYTHING];
  return ports.flatMap(open => {
    const { protocol = "TCP", port, endPort } = open;
    if (port === undefined) return [{ protocol, first: 0, last: HIGHEST, text: `every ${protocol} port` }];
    if (typeof port === "number") return [rangeFrom(protocol, port, endPort ?? port)];
    const named = listening.filter(each => each.name === port && (each.protocol ?? "TCP") === protocol);
    return named.map(({ containerPort }) => ({
      ...rangeFrom(protocol, containerPort, containerPort),
      text: `${protocol} ${port}`,
    }));
  });
}

function rangeFrom(protocol: string, first: number, last: number): Range {
  return { protocol, first, last, text: `${protocol} ${first === last ? first : `${first}-${last}`}` };
}

function common(one: Range, other: Range): string[] {
  if (one.protocol !== "" && other.protocol !== "" && one.protocol !== other.protocol) return [];
  if (isWithin(one, other)) return [one.text];
  if (isWithin(other, one)) return [other.text];
  const [first, last] = [Math.max(one.first, other.first), Math.min(one.last, other.last)];
  return first > last ? [] : [rangeFrom(one.protocol || other.protocol, first, last).text];
}

function isWithin(inner: Range, outer: Range): boolean {
  const isOfIt = outer.protocol === "" || inner.protocol === outer.protocol;
  return isOfIt && outer.first <= inner.first && inner.last <= outer.last;
}
