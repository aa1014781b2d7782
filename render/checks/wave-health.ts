import { quote } from "../../clusters/fault.ts";
import type { Finding } from "../../clusters/finding.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { STATELESS_KINDS } from "../../platform/stateless-kinds.ts";
import { needsOf } from "../model/needs.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { objectsOfKind } from "./lab/objects-by-kind.ts";
import type { Lab, Rule } from "./rule.ts";

/**
 * A wave waits for what is really healthy: Argo CD is told how to see it of an Application, and of every kind of custom
 * resource in a unit that others wait for. Of those kinds it would else believe that they are healthy once they exist.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/health/
 */
export const waveHealth: Rule = {
  name: "wave-health",
  check(lab) {
    const settings = objectsOfKind(lab, "ConfigMap").find(({ object }) => object.metadata.name === "argocd-cm");
    if (settings === undefined) return [];
    const assessed = assessedKinds(settings.object);
    if (!assessed.has(APPLICATION)) {
      return [
        objectFinding(waveHealth.name, settings.unit, settings.object, {
          field: `data["${PREFIX}${APPLICATION}"]`,
          problem: "it has none, so no wave waits for the one before it",
          remedy: "say what the health of an Application is",
          file: FILE,
        }),
      ];
    }
    return unassessed(lab, assessed);
  },
};

const FILE = "platform/components/argocd/health.ts";
const PREFIX = "resource.customizations.health.";
const APPLICATION = "argoproj.io_Application";

function assessedKinds({ data }: KubeObject): Set<string> {
  const keys = Object.keys((data ?? {}) as object).filter(key => key.startsWith(PREFIX));
  return new Set(keys.map(key => key.slice(PREFIX.length)));
}

/** One finding for each kind, about the first object of it. */
function unassessed(lab: Lab, assessed: ReadonlySet<string>): Finding[] {
  const needed = new Map<string, string>();
  for (const { unit, needs } of needsOf(lab.units)) if (!needed.has(needs)) needed.set(needs, unit);
  const seen = new Set<string>(assessed);
  const findings: Finding[] = [];
  for (const unit of lab.units) {
    const waiting = needed.get(unit.name);
    if (waiting === undefined) continue;
    for (const object of unit.objects) {
      const kind = customKind(object);
      if (kind === undefined || kind in STATELESS_KINDS || seen.has(kind)) continue;
      seen.add(kind);
      findings.push(
        objectFinding(waveHealth.name, unit, object, {
          problem: `${quote(waiting)} waits for this unit, and Argo CD is not told what the health of its kind is`,
          remedy: `add ${quote(kind)}, or list it with a reason in platform/stateless-kinds.ts,`,
          file: FILE,
        }),
      );
    }
  }
  return findings;
}

/** `longhorn.io_Volume`; undefined for Kubernetes' own kinds, which Argo CD knows, and for what it manages itself. */
function customKind({ apiVersion, kind }: KubeObject): string | undefined {
  const group = apiVersion.slice(0, Math.max(0, apiVersion.indexOf("/")));
  const isOwn = !group.includes(".") || group.endsWith(".k8s.io") || kind === "AppProject";
  return isOwn ? undefined : `${group}_${kind}`;
}
