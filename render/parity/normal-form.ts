import type { KubeObject } from "../../platform/kube-object.ts";
import { isBuiltIn } from "../meaning/built-in.ts";
import { canonicalQuantity } from "../meaning/canonical-quantity.ts";
import { isQuantity } from "../meaning/is-quantity.ts";
import { byFlag } from "./by-flag.ts";
import { saysNothing } from "./defaults.ts";
import { grantedVerbs } from "./granted-verbs.ts";
import { compared } from "./ignored-metadata.ts";
import { keyed } from "./keyed.ts";
import { byPeer, byPorts } from "./network-rules.ts";

/**
 * An object in a form in which two that mean the same are the same: without metadata that does not count, without what
 * Kubernetes fills in anyway, and with lists by key that are really sets.
 *
 * A custom resource and a CRD only lose metadata: what else means nothing in them, only their readers know.
 */
export function normalForm(object: KubeObject): unknown {
  return ofMapping(object, { path: [object.kind], isBuiltIn: isBuiltIn(object) });
}

interface Place {
  /** Names of fields from the kind down; a list adds none. */
  readonly path: readonly string[];
  readonly isBuiltIn: boolean;
}

function ofValue(value: unknown, place: Place): unknown {
  if (Array.isArray(value)) return ofList(value, place);
  if (typeof value === "object" && value !== null) return ofMapping(value as Record<string, unknown>, place);
  return place.isBuiltIn ? ofScalar(value, place.path) : value;
}

function ofMapping(mapping: Readonly<Record<string, unknown>>, place: Place): unknown {
  const mayOmit = place.isBuiltIn || place.path.at(-1) === "metadata";
  const entries = compared(place.path, mapping)
    .map(([key, value]) => [key, ofValue(value, { ...place, path: [...place.path, key] })] as const)
    .filter(([key, value]) => !(mayOmit && saysNothing(place.path, key, value, mapping)));
  return Object.fromEntries(entries);
}

function ofList(list: readonly unknown[], place: Place): unknown {
  const elements = list.map(element => ofValue(element, place));
  const [kind = "", ...fields] = place.path;
  const byKey = BY_KEY[`${kind}.${fields.at(-1)}`] ?? BY_KEY[fields.at(-1) ?? ""];
  return place.isBuiltIn && byKey !== undefined && list.length > 0 ? byKey(elements) : elements;
}

/** Lists that are really mappings or sets, by their field or by kind and field. */
const BY_KEY: Readonly<Record<string, (list: readonly unknown[]) => unknown>> = {
  args: byFlag,
  command: byFlag,
  volumeClaimTemplates: byName,
  "ClusterRole.rules": grantedVerbs,
  "NetworkPolicy.egress": byPorts,
  "NetworkPolicy.from": byPeer,
  "NetworkPolicy.ingress": byPorts,
  "NetworkPolicy.to": byPeer,
  "Role.rules": grantedVerbs,
};

function byName(claims: readonly unknown[]): unknown {
  return keyed(claims, claim => (claim as Partial<KubeObject>).metadata?.name);
}

function ofScalar(value: unknown, path: readonly string[]): unknown {
  if (typeof value !== "string" && typeof value !== "number") return value;
  if (isQuantity(path)) return canonicalQuantity(value);
  return path.at(-1) === "image" ? withoutDefaultRegistry(`${value}`) : value;
}

/**
 * `docker.io/library/redis:8` and `redis:8` are one image.
 *
 * @see https://github.com/distribution/reference/blob/v0.6.0/normalize.go
 */
function withoutDefaultRegistry(image: string): string {
  return image.replace(/^(index\.)?docker\.io\/(library\/)?/, "");
}
