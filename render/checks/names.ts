import type { Finding } from "../../clusters/finding.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { type Container, containersOf, podTemplate } from "../../platform/pod-template.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { objectsOf, type Rule } from "./rule.ts";
import {
  CONTAINER_PORT,
  DNS_LABEL,
  fault,
  LABEL_VALUE,
  type NameLaw,
  nameLaw,
  qualifiedNameFault,
} from "./semantics/name-law.ts";

/**
 * Every name is there and is one that Kubernetes accepts for its kind: objects, namespaces, labels, containers,
 * volumes, ports. What it adds itself is counted: the pods of a StatefulSet and the jobs of a CronJob have longer names.
 */
export const names: Rule = {
  name: "names",
  check(lab) {
    const findings: Finding[] = [];
    for (const { unit, object } of objectsOf(lab)) {
      const report: Report = (field, { problem, remedy }) =>
        findings.push(objectFinding(names.name, unit, object, { field, problem, remedy }));
      checkMetadata(object, report);
      checkPods(object, report);
      BY_KIND[object.kind]?.(object, report);
    }
    return findings;
  },
};

interface Fault {
  readonly problem: string;
  readonly remedy: string;
}

type Report = (field: string, found: Fault) => void;

type Labels = Readonly<Record<string, unknown>>;

function checkMetadata({ kind, metadata }: KubeObject, report: Report): void {
  checkName(metadata.name, nameLaw(kind), "metadata.name", report);
  if (metadata.namespace !== undefined) checkName(metadata.namespace, DNS_LABEL, "metadata.namespace", report);
  checkLabels(metadata.labels, "metadata.labels", report);
  for (const key in metadata.annotations) {
    const found = qualifiedNameFault(key.toLowerCase());
    if (found !== undefined) report(`metadata.annotations[${key}]`, found);
  }
}

function checkPods(object: KubeObject, report: Report): void {
  const template = podTemplate(object);
  if (template === undefined) return;
  const { spec, path, labels } = template;
  if (object.kind !== "Pod") checkLabels(labels, path.replace(/spec$/, "metadata.labels"), report);
  checkLabels(spec.nodeSelector, `${path}.nodeSelector`, report);
  checkSelector(object, "spec.selector", report);
  const containers = containersOf(spec);
  checkUnique(
    containers.map(({ container }) => container.name),
    DNS_LABEL,
    index => `${path}.${containers[index]?.path}.name`,
    report,
  );
  checkUnique(
    (spec.volumes ?? []).map(({ name }) => name),
    DNS_LABEL,
    index => `${path}.volumes[${index}].name`,
    report,
  );
  for (const { container, path: below } of containers) checkPorts(container.ports, `${path}.${below}.ports`, report);
}

/** A port of a container may do without a name. */
function checkPorts(ports: Container["ports"] = [], path: string, report: Report): void {
  const named = ports.flatMap(({ name }, index) => (name === undefined ? [] : [{ name, index }]));
  checkUnique(
    named.map(({ name }) => name),
    CONTAINER_PORT,
    position => `${path}[${named[position]?.index}].name`,
    report,
  );
}

const BY_KIND: Readonly<Record<string, (object: KubeObject, report: Report) => void>> = {
  NetworkPolicy: (object, report) => checkSelector(object, "spec.podSelector", report),
  PodDisruptionBudget: (object, report) => checkSelector(object, "spec.selector", report),
  Service: checkService,
  VaultDynamicSecret: checkDestination,
  VaultStaticSecret: checkDestination,
};

/** One port may do without a name, several may not. */
function checkService({ spec }: KubeObject, report: Report): void {
  const { selector, ports = [] } = (spec ?? {}) as { selector?: Labels; ports?: { name?: string }[] };
  checkLabels(selector, "spec.selector", report);
  const named = ports.map(({ name }) => name);
  if (ports.length === 1 && named[0] === undefined) return;
  checkUnique(named, DNS_LABEL, index => `spec.ports[${index}].name`, report);
}

/** The Secret that the operator makes. */
function checkDestination({ spec }: KubeObject, report: Report): void {
  const { destination } = (spec ?? {}) as { destination?: { name?: string; labels?: Labels } };
  checkName(destination?.name, nameLaw("Secret"), "spec.destination.name", report);
  checkLabels(destination?.labels, "spec.destination.labels", report);
}

function checkSelector({ spec }: KubeObject, field: string, report: Report): void {
  const selector = (spec as Record<string, { matchLabels?: Labels } | undefined> | undefined)?.[field.slice(5)];
  checkLabels(selector?.matchLabels, `${field}.matchLabels`, report);
}

function checkLabels(labels: Labels | undefined, path: string, report: Report): void {
  for (const key in labels) {
    const found = qualifiedNameFault(key) ?? labelFault(labels[key]);
    if (found !== undefined) report(`${path}[${key}]`, found);
  }
}

function labelFault(value: unknown): Fault | undefined {
  if (value === "") return undefined;
  if (typeof value === "string") return fault(value, LABEL_VALUE);
  return { problem: `"${value}" is a ${typeof value}, not text`, remedy: "put it in quotes" };
}

function checkName(name: string | undefined, law: NameLaw, field: string, report: Report): void {
  const found = fault(name, law);
  if (found !== undefined) report(field, found);
}

function checkUnique(
  names: readonly (string | undefined)[],
  law: NameLaw,
  fieldOf: (index: number) => string,
  report: Report,
): void {
  names.forEach((name, index) => {
    const found = fault(name, law) ?? (names.indexOf(name) < index ? repeated(name) : undefined);
    if (found !== undefined) report(fieldOf(index), found);
  });
}

function repeated(name: string | undefined): Fault {
  return { problem: `"${name}" is taken by one before it`, remedy: "give each a name of its own" };
}
