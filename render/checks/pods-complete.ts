import type { Fault } from "../../clusters/fault.ts";
import type { Finding } from "../../clusters/finding.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { POD_EXEMPTIONS } from "../../platform/pod-exemptions.ts";
import type { PodSpec, PodTemplate } from "../../platform/pod-template.ts";
import { objectId } from "../model/graph.ts";
import { mismatch } from "./findings/mismatch.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { objectsOfKind, workloadsOf } from "./lab/objects-by-kind.ts";
import type { Lab, Rule } from "./rule.ts";
import { containerFaults, type PodFault } from "./semantics/container-faults.ts";

/**
 * Every workload says how many pods it has, how it replaces them, what they need, when they are healthy, and that they
 * have no rights: what is left out is a default of Kubernetes, made for larger machines than a Pi.
 */
export const podsComplete: Rule = {
  name: "pods-complete",
  check(lab) {
    const singleWriters = singleWriterClaims(lab);
    const findings: Finding[] = [];
    for (const { unit, object, template } of workloadsOf(lab)) {
      const faults = [
        ...replicas(object),
        ...replacement(object, template.spec, singleWriters),
        ...withoutWaived(object, template),
      ];
      findings.push(...faults.map(fault => objectFinding(podsComplete.name, unit, object, fault)));
    }
    return findings;
  },
};

const COUNTED: ReadonlySet<string> = new Set(["Deployment", "ReplicaSet", "StatefulSet"]);

interface WorkloadSpec {
  readonly replicas?: unknown;
  readonly strategy?: { readonly type?: string };
  readonly updateStrategy?: { readonly type?: string };
}

function replicas({ kind, spec }: KubeObject): Fault[] {
  if (!COUNTED.has(kind) || (spec as WorkloadSpec | undefined)?.replicas !== undefined) return [];
  return [{ field: "spec.replicas", problem: "it has none", remedy: "set replicas" }];
}

/** The old pod holds a ReadWriteOnce volume, and the new one would wait for it for ever. */
function replacement(object: KubeObject, pod: PodSpec, singleWriters: ReadonlySet<string>): Fault[] {
  const { strategy, updateStrategy } = (object.spec ?? {}) as WorkloadSpec;
  if (object.kind === "StatefulSet" || object.kind === "DaemonSet") {
    if (updateStrategy?.type !== undefined) return [];
    return [{ field: "spec.updateStrategy.type", problem: "it has none", remedy: 'write one such as "RollingUpdate"' }];
  }
  if (object.kind !== "Deployment") return [];
  const volume = (pod.volumes ?? []).find(({ persistentVolumeClaim: claim }) =>
    singleWriters.has(`${object.metadata.namespace}/${claim?.claimName}`),
  );
  const field = "spec.strategy.type";
  if (volume !== undefined && strategy?.type !== "Recreate") {
    const problem = `${mismatch(strategy?.type, "Recreate")}, and volume "${volume.name}" is ReadWriteOnce: a new pod waits for the old one for ever`;
    return [{ field, problem, remedy: 'write "Recreate", or make it a StatefulSet,' }];
  }
  if (strategy?.type !== undefined) return [];
  return [{ field, problem: "it has none", remedy: 'write "Recreate" or "RollingUpdate"' }];
}

/** Claims that one node at a time may mount, as `namespace/name`. */
function singleWriterClaims(lab: Lab): Set<string> {
  const claims = new Set<string>();
  for (const { object } of objectsOfKind(lab, "PersistentVolumeClaim")) {
    const { accessModes = [] } = (object.spec ?? {}) as { accessModes?: string[] };
    if (accessModes.some(mode => mode.startsWith("ReadWriteOnce"))) {
      claims.add(`${object.metadata.namespace}/${object.metadata.name}`);
    }
  }
  return claims;
}

function withoutWaived(object: KubeObject, { spec, path }: PodTemplate): Fault[] {
  const faults = [...podFaults(spec, path), ...containerFaults(object.kind, spec, path)];
  if (faults.length === 0) return faults;
  const id = objectId(object);
  const waived = POD_EXEMPTIONS.filter(({ workload }) => workload === id);
  return faults
    .filter(fault => !waived.some(({ duty, container }) => duty === fault.duty && container === fault.container))
    .map(({ field, problem, remedy }) => ({ field, problem, remedy }));
}

function podFaults({ automountServiceAccountToken, securityContext = {} }: PodSpec, path: string): PodFault[] {
  const { runAsNonRoot, seccompProfile } = securityContext;
  const seccomp = (seccompProfile as { type?: string } | undefined)?.type;
  const faults: PodFault[] = [];
  if (typeof automountServiceAccountToken !== "boolean") {
    const remedy = 'write "false", or "true" if it talks to the API server,';
    faults.push({ field: `${path}.automountServiceAccountToken`, problem: "it has none", remedy });
  }
  if (runAsNonRoot !== true) {
    const problem = mismatch(runAsNonRoot, true);
    const field = `${path}.securityContext.runAsNonRoot`;
    faults.push({ duty: "runAsNonRoot", field, problem, remedy: 'write "true"' });
  }
  if (seccomp !== "RuntimeDefault") {
    const problem = mismatch(seccomp, "RuntimeDefault");
    const field = `${path}.securityContext.seccompProfile.type`;
    faults.push({ duty: "seccompProfile", field, problem, remedy: 'write "RuntimeDefault"' });
  }
  return faults;
}
