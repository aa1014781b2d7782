import { type Fault, quote } from "../../../clusters/fault.ts";
import type { ContainerDuty, PodDuty } from "../../../platform/pod-exemptions.ts";
import { type Container, containersOf, type PodSpec, type Quantities } from "../../../platform/pod-template.ts";
import { cpuMillicores, memoryBytes } from "../../../platform/quantity.ts";
import { inQuotes, mismatch } from "../findings/mismatch.ts";

/** A fault of a pod, and the duty that it fails, by which it may be waived. */
export interface PodFault extends Fault {
  readonly duty?: ContainerDuty | PodDuty | typeof HOST_ACCESS;
  readonly container?: string;
}

/** Duty of a pod that reaches its node; whole namespaces are exempt from it. */
export const HOST_ACCESS = "hostAccess" as const;

/** What the containers of a pod leave out: resources, probes where they run on, and the loss of every right. */
export function containerFaults(kind: string, spec: PodSpec, podPath: string): PodFault[] {
  return containersOf(spec).flatMap(({ container, path }) => {
    const place = { container: container.name, path: `${podPath}.${path}` };
    return [
      ...resources(container, place),
      ...(runsOn(kind, container, path) ? probes(container, place) : []),
      ...rights(container, place),
      ...hostPorts(container, place),
    ];
  });
}

interface Place {
  readonly container: string;
  readonly path: string;
}

const ENDING: ReadonlySet<string> = new Set(["CronJob", "Job"]);

/** Neither a job nor a container that prepares the others; one of those that never ends is a sidecar. */
function runsOn(kind: string, { restartPolicy }: Container, path: string): boolean {
  if (ENDING.has(kind)) return false;
  return !path.startsWith("initContainers") || restartPolicy === "Always";
}

function resources(
  { resources: { requests = {}, limits = {} } = {} }: Container,
  { container, path }: Place,
): PodFault[] {
  const faults: PodFault[] = [];
  const fault = (field: string, problem: string, remedy: string) =>
    faults.push({ container, field: `${path}.resources.${field}`, problem, remedy });
  if (requests.cpu === undefined) fault("requests.cpu", "it has none", 'request some, such as "50m",');
  if (requests.memory === undefined) fault("requests.memory", "it has none", 'request some, such as "64Mi",');
  if (limits.memory === undefined) fault("limits.memory", "it has none", "limit it to what it requests");
  for (const name of ["cpu", "memory"]) {
    if (amount(name, requests[name]) !== 0) continue;
    fault(`requests.${name}`, `${quote(requests[name])} requests nothing`, "request what it needs");
  }
  for (const [list, quantities] of [
    ["requests", requests],
    ["limits", limits],
  ] as const) {
    for (const [name, value] of Object.entries(quantities)) {
      if (amount(name, value) !== undefined) continue;
      fault(`${list}.${name}`, `${quote(value)} is not a quantity`, 'write one such as "512Mi" or "200m"');
    }
  }
  for (const name of Object.keys(limits)) {
    if (!isBelow(name, limits, requests)) continue;
    const problem = `${quote(limits[name])} is below the request, ${quote(requests[name])}`;
    fault(`limits.${name}`, problem, `write ${quote(requests[name])} or more`);
  }
  return faults;
}

/** Whether a resource's limit is lower than its request; either may be absent or unreadable. */
function isBelow(name: string, limits: Quantities, requests: Quantities): boolean {
  const limit = amount(name, limits[name]);
  const request = amount(name, requests[name]);
  return limit !== undefined && request !== undefined && limit < request;
}

function amount(name: string, value: string | number | undefined): number | undefined {
  if (value === undefined) return undefined;
  return name === "cpu" ? cpuMillicores(value) : memoryBytes(value);
}

function probes(container: Container, { container: name, path }: Place): PodFault[] {
  const missing = (["readinessProbe", "livenessProbe"] as const).filter(duty => container[duty] === undefined);
  const empty = ["readinessProbe", "livenessProbe", "startupProbe"].filter(probe => asksNothing(container[probe]));
  return [
    ...missing.map(duty => {
      const remedy = "name the exemption with its reason in platform/pod-exemptions.ts, or add one";
      return { container: name, duty, field: `${path}.${duty}`, problem: "it has none", remedy };
    }),
    // No duty: what may be left out may still not be wrong.
    ...empty.map(probe => ({
      field: `${path}.${probe}`,
      problem: "it asks nothing of the container",
      remedy: `give it one of ${QUESTIONS.join(", ")}`,
    })),
  ];
}

/** https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/ */
const QUESTIONS = ["exec", "grpc", "httpGet", "tcpSocket"] as const;

/** Whether a probe is written and has no question, such as `{}`. */
function asksNothing(probe: unknown): boolean {
  if (probe === undefined) return false;
  const asked = (probe ?? {}) as Readonly<Record<string, unknown>>;
  return QUESTIONS.every(question => asked[question] === undefined);
}

interface SecurityContext {
  readonly allowPrivilegeEscalation?: unknown;
  readonly readOnlyRootFilesystem?: unknown;
  readonly privileged?: unknown;
  readonly runAsNonRoot?: unknown;
  readonly runAsUser?: unknown;
  readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
  readonly seccompProfile?: { readonly type?: string };
}

function rights({ securityContext = {} }: Container, { container, path }: Place): PodFault[] {
  const { allowPrivilegeEscalation, readOnlyRootFilesystem, ...context } = securityContext as SecurityContext;
  const faults: PodFault[] = [];
  const wrong = (duty: NonNullable<PodFault["duty"]>, field: string, value: unknown, wanted: unknown) =>
    faults.push({
      container,
      duty,
      field: `${path}.securityContext.${field}`,
      problem: mismatch(value, wanted),
      remedy: `write ${inQuotes(wanted)}`,
    });
  const { add = [], drop } = context.capabilities ?? {};
  if (allowPrivilegeEscalation !== false) {
    wrong("allowPrivilegeEscalation", "allowPrivilegeEscalation", allowPrivilegeEscalation, false);
  }
  if (!drop?.includes("ALL")) wrong("capabilities", "capabilities.drop", drop, ["ALL"]);
  if (add.length > 0) wrong("capabilities", "capabilities.add", add, []);
  if (context.privileged === true) wrong("privileged", "privileged", true, false);
  if (readOnlyRootFilesystem !== true) {
    wrong("readOnlyRootFilesystem", "readOnlyRootFilesystem", readOnlyRootFilesystem, true);
  }
  // A container may take back what its pod promises.
  if (context.runAsNonRoot === false) wrong("runAsNonRoot", "runAsNonRoot", false, true);
  faults.push(...root(context, path).map(fault => ({ ...fault, container })));
  const seccomp = context.seccompProfile?.type;
  if (seccomp !== undefined && seccomp !== "RuntimeDefault") {
    wrong("seccompProfile", "seccompProfile.type", seccomp, "RuntimeDefault");
  }
  return faults;
}

/** A security context, of the pod or container at `path`, whose user is root. */
export function root({ runAsUser }: { readonly runAsUser?: unknown }, path: string): PodFault[] {
  if (runAsUser !== 0) return [];
  const remedy = 'write the number of another user, such as "10001",';
  return [{ duty: "runAsNonRoot", field: `${path}.securityContext.runAsUser`, problem: '"0" is root', remedy }];
}

function hostPorts({ ports = [] }: Container, { container, path }: Place): PodFault[] {
  return (ports as readonly { readonly hostPort?: unknown }[]).flatMap(({ hostPort }, index) => {
    if (hostPort === undefined) return [];
    const problem = `${quote(hostPort)} opens a port of its host`;
    const remedy = "remove it, and write a Service";
    return { container, duty: HOST_ACCESS, field: `${path}.ports[${index}].hostPort`, problem, remedy };
  });
}
