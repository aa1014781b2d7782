import type { UnitClass } from "./components/argocd/kinds.ts";
import { exemptFromHealth } from "./health-exemption.ts";
import type { KubeObject } from "./kube-object.ts";
import { inNamespace } from "./namespacing.ts";
import { protect } from "./protection.ts";
import { withRestartTargets } from "./restart-targets.ts";

/**
 * What holds for every object of a unit, whichever chart it came from: a namespace, protection of what holds data, a
 * restart of whoever reads a secret that changes, and no secret of the platform that holds up a deployment.
 */
export function finish(objects: readonly KubeObject[], namespace: string, unitClass: UnitClass): KubeObject[] {
  const placed = objects.map(object => protect(inNamespace(object, namespace)));
  const finished = unitClass === "platform" ? exemptFromHealth(placed) : placed;
  return withRestartTargets(finished);
}
