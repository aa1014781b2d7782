import { type Fault, quote } from "./fault.ts";
import type { Cluster, StorageClass } from "./lab.ts";
import { isSubdomain, knownName } from "./names.ts";
import { wholeNumber } from "./quantity.ts";

/** StorageClasses: there is one, the default exists, and no volume wants more copies than there are nodes. */
export function checkStorage({ storage: { classes, defaultClass }, nodes }: Cluster): Fault[] {
  const names = Object.keys(classes);
  const nodeCount = Object.keys(nodes).length;
  if (names.length === 0) {
    const remedy = 'add one such as "longhorn-replicated"';
    return [{ field: "storage.classes", problem: "there is no storage class", remedy }];
  }
  return [
    ...knownName("storage.defaultClass", defaultClass, "storage class", names),
    ...names.flatMap(className),
    ...Object.entries(classes).flatMap(([name, each]) => copies(`storage.classes.${name}`, each, nodeCount)),
  ];
}

/**
 * Bucket names that Google would refuse.
 *
 * Rules: https://cloud.google.com/storage/docs/buckets#naming
 */
export function checkBuckets({ name, buckets }: Cluster): Fault[] {
  return [
    ...bucket("buckets.state", buckets.state, `${name}-tf`),
    ...bucket("buckets.longhornBackups", buckets.longhornBackups, `${name}-longhorn`),
    ...bucket("buckets.hostBackups", buckets.hostBackups, `${name}-hosts`),
  ];
}

function className(name: string): Fault[] {
  if (isSubdomain(name)) return [];
  const problem = `${quote(name)} is not a DNS subdomain, as names of StorageClasses are`;
  return [{ field: `storage.classes.${name}`, problem, remedy: 'write one such as "longhorn-replicated"' }];
}

function copies(path: string, { replicas, locality }: StorageClass, nodeCount: number): Fault[] {
  const field = `${path}.replicas`;
  const [fault] = wholeNumber(field, replicas, { example: 1 });
  if (fault !== undefined) return [fault];
  if (nodeCount > 0 && replicas > nodeCount) {
    const problem = `${quote(replicas)} copies need as many nodes, and there ${nodeCount === 1 ? "is 1" : `are ${nodeCount}`}`;
    return [{ field, problem, remedy: `write ${nodeCount} or less` }];
  }
  if (locality !== "strict-local" || replicas === 1) return [];
  const problem = `${quote(replicas)} copies cannot be "strict-local", which keeps the only copy beside its pod`;
  return [{ field, problem, remedy: 'write 1, or locality "best-effort"' }];
}

function bucket(field: string, value: string, example: string): Fault[] {
  const reason = bucketFlaw(value);
  if (reason === undefined) return [];
  return [{ field, problem: `${quote(value)} ${reason}`, remedy: `write one such as ${quote(example)}` }];
}

function bucketFlaw(name: string): string | undefined {
  if (!/^[a-z0-9][a-z0-9._-]*[a-z0-9]$/.test(name) || name.includes("..")) {
    return "is not a bucket name (a-z, 0-9, hyphens, underscores and dots, letters or digits at both ends)";
  }
  const longest = name.includes(".") ? 222 : 63;
  if (name.length < 3 || name.length > longest || name.split(".").some(part => part.length > 63)) {
    return "is not a bucket name (3 to 63 characters, 222 with dots, 63 between them)";
  }
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) return "is an address, which Google refuses as a bucket name";
  if (/^goog|g[o0]{2}g[l1]e/.test(name)) return 'is a bucket name that Google keeps for itself ("goog", "google")';
  return undefined;
}
