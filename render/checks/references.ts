import type { Finding } from "../../clusters/finding.ts";
import { namespaceOf } from "../../platform/object-identity.ts";
import { containersOf, podTemplate } from "../../platform/pod-template.ts";
import { isProvided } from "../../platform/provided.ts";
import type { Edge } from "../model/graph.ts";
import type { Dangling } from "../model/links.ts";
import type { Reference } from "../model/references.ts";
import { NearNames, nearest } from "./findings/near-names.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { chartNamespaces } from "./lab/chart-namespaces.ts";
import { type Lab, objectsOf, type Rule } from "./rule.ts";

/**
 * Every name that an object refers to is carried by an object of the same cluster, or by one that Kubernetes and k3s
 * make themselves: its namespace, service accounts, secrets (by whoever makes them), volumes, storage classes, services
 * with their ports, middlewares, logins to Vault.
 *
 * What lies in the namespace of an app with its own chart is not seen here, so references into it are not held, from
 * inside or outside; those that leave it are.
 */
export const references: Rule = {
  name: "references",
  check(lab) {
    const names = new NearNames(lab);
    return [...unanswered(lab, names), ...wrongPorts(lab), ...missingNamespaces(lab, names), ...missingVolumes(lab)];
  },
};

interface Fault {
  readonly problem: string;
  readonly remedy: string;
}

function unanswered(lab: Lab, names: NearNames): Finding[] {
  const unseen = chartNamespaces(lab.units);
  return lab.graph.dangling
    .filter(({ reference: { kind, namespace, name, optional } }) => {
      if (optional || isProvided(kind, namespace, name)) return false;
      return namespace === undefined || !unseen.has(namespace);
    })
    .flatMap(dangling => finding(lab, dangling, unansweredFault(dangling.reference, names)));
}

function unansweredFault({ kind, namespace, name }: Reference, names: NearNames): Fault {
  const where = namespace === undefined ? "" : ` in namespace "${namespace}"`;
  const problem = `${kind === "Secret" ? "nothing makes" : "there is no"} ${kind} "${name}"${where}`;
  const near = names.of(kind, namespace, name);
  if (near !== undefined) return { problem, remedy: `write "${near}", the nearest one,` };
  const declare = kind === "Secret" ? "declare the VaultStaticSecret that makes it" : "declare it";
  return { problem, remedy: `${declare}, or remove the reference,` };
}

interface ServicePort {
  readonly name?: string;
  readonly port: number;
}

/** A route needs a port that its Service has; what else refers to a Service names none. */
function wrongPorts(lab: Lab): Finding[] {
  return lab.graph.edges.flatMap(edge => {
    if (edge.via !== "routes" || edge.reference === undefined) return [];
    const service = lab.graph.nodes.get(edge.to)?.object?.spec ?? {};
    const { type, ports = [] } = service as { type?: string; ports?: readonly ServicePort[] };
    const { name, port } = edge.reference;
    if (type === "ExternalName" && typeof port === "number") return []; // Traefik passes any number on
    if (port !== undefined && ports.some(known => port === known.port || port === known.name)) return [];
    return finding(lab, edge, portFault(name, port, ports));
  });
}

function portFault(service: string, port: string | number | undefined, ports: readonly ServicePort[]): Fault {
  const known = ports.map(({ name, port: number }) => (name === undefined ? `${number}` : `"${name}" (${number})`));
  const wrong = `Service "${service}" has no port "${port}"`;
  return {
    problem: port === undefined ? `it names no port of Service "${service}"` : wrong,
    remedy: known.length === 0 ? "give the Service a port" : `write ${known.join(" or ")}`,
  };
}

/** One finding for each namespace that nobody makes, about the first object in it. */
function missingNamespaces(lab: Lab, names: NearNames): Finding[] {
  const seen = new Set<string>([""]);
  const findings: Finding[] = [];
  for (const { unit, object } of objectsOf(lab)) {
    const namespace = namespaceOf(object, unit.namespace);
    if (seen.has(namespace)) continue;
    seen.add(namespace);
    if (lab.graph.nodes.has(`Namespace//${namespace}`) || isProvided("Namespace", undefined, namespace)) continue;
    const near = names.of("Namespace", undefined, namespace);
    const problem = `no unit makes namespace "${namespace}"`;
    const remedy = near === undefined ? "declare it" : `write "${near}", the nearest one, or declare it`;
    findings.push(objectFinding(references.name, unit, object, { field: "metadata.namespace", problem, remedy }));
  }
  return findings;
}

/** A container mounts what its pod has. */
function missingVolumes(lab: Lab): Finding[] {
  const findings: Finding[] = [];
  for (const { unit, object } of objectsOf(lab)) {
    const template = podTemplate(object);
    if (template === undefined) continue;
    const { volumeClaimTemplates = [] } = (object.spec ?? {}) as { volumeClaimTemplates?: { metadata: Named }[] };
    const volumes = template.spec.volumes ?? [];
    const names = [...volumes, ...volumeClaimTemplates.map(({ metadata }) => metadata)].map(({ name }) => name);
    for (const { container, path } of containersOf(template.spec)) {
      for (const { name } of (container.volumeMounts ?? []) as readonly Named[]) {
        if (names.includes(name)) continue;
        const field = `${template.path}.${path}.volumeMounts[${name}]`;
        findings.push(objectFinding(references.name, unit, object, { field, ...volumeFault(name, names) }));
      }
    }
  }
  return findings;
}

interface Named {
  readonly name: string;
}

function volumeFault(name: string, names: readonly string[]): Fault {
  const near = nearest(name, names);
  const remedy = near === undefined ? "declare it, or remove the mount," : `write "${near}", the nearest one,`;
  return { problem: `the pod has no volume "${name}"`, remedy };
}

function finding(lab: Lab, { from, reference }: Dangling | Edge, fault: Fault): Finding[] {
  const { unit, object } = lab.graph.nodes.get(from) ?? {};
  if (unit === undefined || object === undefined || reference === undefined) return [];
  return [objectFinding(references.name, unit, object, { field: reference.field, ...fault })];
}
