import { isDeepStrictEqual } from "node:util";
import { defaultIn, defaultOf, defaultsTable, type Mapping } from "../meaning/defaults.ts";

/**
 * Whether a field of a built-in kind says no more than its absence would: nothing at all, what Kubernetes itself fills
 * in, or what it keeps without telling it from nothing.
 *
 * Of mappings only those that mean nothing when they are empty are listed: an empty selector selects everything, and an
 * empty `emptyDir` is a volume.
 *
 * @param path of the mapping that holds the field, from the kind: `["Service", "spec", "ports"]`, lists count as one
 */
export function saysNothing(path: readonly string[], key: string, value: unknown, owner: Mapping): boolean {
  if (value === null || (Array.isArray(value) && value.length === 0)) return true;
  if (typeof value === "object" && !Array.isArray(value)) {
    return EMPTY_MAPPINGS.has(key) && Object.keys(value).length === 0;
  }
  const usual = defaultOf(path, key, owner) ?? defaultIn(UNTOLD, path, key, owner);
  return usual !== undefined && isDeepStrictEqual(usual, value);
}

const EMPTY_MAPPINGS: ReadonlySet<string> = new Set([
  "affinity",
  "annotations",
  "data",
  "labels",
  "limits",
  "matchLabels",
  "nodeSelector",
  "persistentVolumeClaimRetentionPolicy",
  "requests",
  "resources",
  "rollingUpdate",
  "securityContext",
  "status",
  "strategy",
  "stringData",
  "updateStrategy",
]);

const securityContext = { privileged: false, readOnlyRootFilesystem: false };
const optional = { optional: false };

/** Kubernetes keeps these as they are written, and whoever reads them takes them for nothing. */
const UNTOLD = defaultsTable({
  ConfigMap: { immutable: false },
  "Pod.spec": { shareProcessNamespace: false },
  Secret: { immutable: false },
  "Service.spec": { ipFamilyPolicy: "SingleStack" },
  "containers.securityContext": securityContext,
  "initContainers.securityContext": securityContext,
  "template.spec": { enableServiceLinks: true, shareProcessNamespace: false },
  "volumes.configMap": optional,
  "volumes.secret": optional,
});
