import { type Fault, quote } from "../../clusters/fault.ts";
import type { Finding } from "../../clusters/finding.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { namespaceOf } from "../../platform/object-identity.ts";
import { POD_EXEMPTIONS } from "../../platform/pod-exemptions.ts";
import { POD_SECURITY_EXCEPTIONS } from "../../platform/pod-security.ts";
import type { PodSpec } from "../../platform/pod-template.ts";
import { objectId } from "../model/links.ts";
import { mismatch } from "./findings/mismatch.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { objectsOfKind, type Workload, workloadsOf } from "./lab/objects-by-kind.ts";
import type { Lab, Rule } from "./rule.ts";
import { containerFaults, HOST_ACCESS, type PodFault, root } from "./semantics/container-faults.ts";

/**
 * Every workload says how many pods it has, how it replaces them, what they need, when they are healthy, and that they
 * have no rights, on their nodes in particular: what is left out is a default of Kubernetes, made for larger machines than a Pi.
 */
export const podsComplete: Rule = {
  name: "pods-complete",
  check(lab) {
    const singleWriters = singleWriterClaims(lab);
    const findings: Finding[] = [];
    for (const workload of workloadsOf(lab)) {
      const { unit, object, template } = workload;
      const faults = [
        ...replicas(object),
        ...replacement(object, template.spec, singleWriters),
        ...withoutWaived(workload),
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

function withoutWaived(workload: Workload): Fault[] {
  const { object } = workload;
  const { spec, path } = workload.template;
  const faults = [
    ...emptiness(spec, path),
    ...podFaults(spec, path),
    ...hostAccess(spec, path),
    ...containerFaults(object.kind, spec, path),
  ];
  if (faults.length === 0) return faults;
  const id = objectId(object);
  const waived = POD_EXEMPTIONS.filter(exemption => exemption.workload === id);
  const onHost = mayReachHost(workload);
  return faults
    .filter(({ duty }) => duty !== HOST_ACCESS || !onHost)
    .filter(fault => !waived.some(({ duty, container }) => duty === fault.duty && container === fault.container))
    .map(({ field, problem, remedy }) => ({ field, problem, remedy }));
}

/** Agents of the platform watch and serve their nodes, in namespaces that are lax for that reason; never an app. */
function mayReachHost({ unit, object }: Workload): boolean {
  const namespace = namespaceOf(object, unit.namespace);
  return unit.class !== "app" && POD_SECURITY_EXCEPTIONS[namespace]?.level === "privileged";
}

function emptiness({ containers = [] }: PodSpec, path: string): PodFault[] {
  if (containers.length > 0) return [];
  return [{ field: `${path}.containers`, problem: "it has none", remedy: "add one" }];
}

/** Ways of a pod to its node; those of its containers are among their faults. */
function hostAccess(spec: PodSpec, path: string): PodFault[] {
  const namespaces = ["hostNetwork", "hostPID", "hostIPC"].filter(field => spec[field] === true);
  const folders = (spec.volumes ?? []).filter(volume => "hostPath" in volume);
  return [
    ...namespaces.map(field => ({
      duty: HOST_ACCESS,
      field: `${path}.${field}`,
      problem: '"true" gives it the host\'s own',
      remedy: "remove it",
    })),
    ...folders.map(({ name }) => ({
      duty: HOST_ACCESS,
      field: `${path}.volumes[${name}].hostPath`,
      problem: `volume ${quote(name)} is a folder of the host`,
      remedy: "claim a volume",
    })),
  ];
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
  faults.push(...root(securityContext, path));
  if (seccomp !== "RuntimeDefault") {
    const problem = mismatch(seccomp, "RuntimeDefault");
    const field = `${path}.securityContext.seccompProfile.type`;
    faults.push({ duty: "seccompProfile", field, problem, remedy: 'write "RuntimeDefault"' });
  }
  return faults;
}
