import { type Fault, quote } from "../../clusters/fault.ts";
import type { Finding } from "../../clusters/finding.ts";
import type { Cluster } from "../../clusters/lab.ts";
import { components } from "../../platform/components/index.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { factsFile } from "../../platform/naming.ts";
import { KNOWN_MINORS, kubernetesMinor } from "../crds/kubernetes.ts";
import { definitionsFile } from "../crds/release.ts";
import { accepted } from "../schemas/accepted.ts";
import { faultsOf } from "../schemas/faults-of.ts";
import { lawOf } from "../schemas/laws.ts";
import { kindKey } from "../schemas/schema.ts";
import { type Shelves, shelvesOf } from "../schemas/shelves.ts";
import { clusterFinding } from "./findings/cluster-finding.ts";
import { nearest } from "./findings/near-names.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { objectsOf, type Rule } from "./rule.ts";

/**
 * Every object is of a kind that the cluster knows, and of its form: no unknown field, none missing, every value of the
 * right type, as Kubernetes in the version of k3s and the CRDs in their pinned versions say, and as the API server
 * refuses beyond its schemas.
 *
 * Schemas are no part of the repository. Kinds whose schema is not at hand are named in one note; what needs no schema
 * is checked all the same.
 */
export const schema: Rule = {
  name: "schema",
  async check(lab) {
    const shelves = await shelvesOf(lab.cluster, components);
    const unvalidated = new Set<string>();
    const findings: Finding[] = [...minorFindings(lab.cluster), ...unreadableFindings(lab.cluster, shelves)];
    for (const { unit, object } of objectsOf(lab)) {
      if (accepted.has(object)) continue;
      const found = shelves.of(object);
      const faults = faultsOfObject(object, found, shelves);
      for (const fault of faults) findings.push(objectFinding(schema.name, unit, object, fault));
      if (found === undefined) unvalidated.add(object.kind);
      else if (faults.length === 0) accepted.add(object);
    }
    return unvalidated.size === 0 ? findings : [...findings, gap(lab.cluster, shelves, unvalidated)];
  },
};

function faultsOfObject(object: KubeObject, found: ReturnType<Shelves["of"]>, shelves: Shelves): readonly Fault[] {
  const law = lawOf(object);
  const faults = law === undefined ? [] : faultsOf(object, law);
  if (found === undefined) return faults;
  if (found === "unknown") return [...faults, unknownKind(object, shelves)];
  const others = faultsOf(object, found, name => shelves.definition(name));
  return faults.length === 0 ? others : [...faults, ...others];
}

function unknownKind({ apiVersion, kind }: KubeObject, { kinds }: Shelves): Fault {
  const key = kindKey(apiVersion, kind);
  const near = nearest(key, kinds);
  const problem = `${quote(key)} is no kind that Kubernetes or a CRD of the lab knows`;
  const remedy = near === undefined ? "add the component that brings its CRD, or remove it" : `write ${quote(near)}`;
  return { field: "kind", problem, remedy };
}

function minorFindings(cluster: Cluster): Finding[] {
  const version = cluster.versions.k3s?.version;
  const minor = kubernetesMinor(version);
  if (KNOWN_MINORS.includes(minor)) return [];
  const problem =
    minor === undefined
      ? `${quote(version)} does not say which Kubernetes it is`
      : `${quote(version)} is Kubernetes ${minor}, and definitions are trusted of ${KNOWN_MINORS.join(", ")}`;
  const remedy = "pin a k3s of that, or add the digest that lab crds pull prints to render/crds/kubernetes.ts,";
  return [clusterFinding(schema.name, cluster, { field: "versions.k3s", problem, remedy })];
}

/** What is published and trusted and no schema all the same: nothing of it may pass unseen. */
function unreadableFindings({ name: cluster }: Cluster, { all }: Shelves): Finding[] {
  return all.flatMap(shelved => {
    if ("missing" in shelved) return [];
    const { release, compiled } = shelved;
    return compiled.unreadable.map(({ field, problem }) => ({
      level: "error" as const,
      rule: schema.name,
      cluster,
      problem: `the schemas of ${release.component} ${release.version} cannot be read, ${field}: ${problem}`,
      remedy: "trust another file, or teach render/schemas,",
      file: definitionsFile(release),
    }));
  });
}

/** What no schema was at hand for, and why. */
function gap({ name: cluster }: Cluster, { all }: Shelves, kinds: ReadonlySet<string>): Finding {
  const absent = all.flatMap(shelved => ("missing" in shelved ? [shelved] : []));
  const reasons = absent.map(({ release, missing }) => `${release.component} ${release.version}: ${missing}`);
  const [first] = absent;
  return {
    level: "note",
    rule: schema.name,
    cluster,
    problem: `no schema is at hand for ${[...kinds].sort().join(", ")} (${reasons.join("; ")})`,
    remedy: 'run "lab crds pull", which fetches those that are trusted',
    file: first === undefined ? factsFile(cluster) : definitionsFile(first.release),
  };
}
