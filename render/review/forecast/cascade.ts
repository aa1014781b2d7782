import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { Placed } from "../desired.ts";
import { commaSeparated, metadataText } from "./annotations.ts";
import { DEFINITION } from "./definition.ts";
import { deletePolicies, roleOf } from "./hook.ts";
import type { Manager } from "./manager.ts";
import { ownOptions, syncOption } from "./policy.ts";
import { type Ruling, SOURCE } from "./ruling.ts";
import { isExcluded, type Settings } from "./settings.ts";

/** What becomes of an object whose Application is deleted. */
export function cascade(placed: Placed, manager: Manager, settings: Settings): Ruling {
  const { object, namespace } = placed;
  const goes = `Application "${manager.application.name}" goes`;
  const source = SOURCE.deletion;
  if (isExcluded(object, settings))
    return { outcome: "ignored", why: "Argo CD excludes its kind", source: SOURCE.excluded };
  const role = roleOf(object);
  if (role.kind === "left out") return { outcome: "ignored", why: role.why, source: SOURCE.hooks };
  if (role.kind === "hook") return hookOf(placed, goes, manager.policy.cascades);
  if (!manager.policy.cascades) {
    return { outcome: "orphan", why: `${goes}, and has no finalizer that takes its objects along`, source };
  }
  const refusal = manager.refuses(object, namespace);
  if (refusal !== undefined) return { outcome: "orphan", why: `${goes}, and ${refusal}`, source };
  if (groupKind(object) === DEFINITION)
    return { outcome: "keep", why: `${goes}, and Argo CD then spares CRDs`, source };
  if (commaSeparated(metadataText(object, "helm.sh/resource-policy")).includes("keep")) {
    return { outcome: "keep", why: "it carries helm.sh/resource-policy: keep", source };
  }
  return deletion(placed, manager, goes);
}

function deletion({ object }: Placed, { application, policy }: Manager, goes: string): Ruling {
  const subject = (name: string) =>
    ownOptions(object).some(option => option.startsWith(`${name}=`))
      ? "it carries"
      : `Application "${application.name}" says`;
  const source = SOURCE.deletion;
  const option = syncOption(object, policy, "Delete");
  if (option === "false") return { outcome: "keep", why: `${subject("Delete")} Delete=false`, source };
  const waiting =
    option === "confirm" ? "Delete" : syncOption(object, policy, "Prune") === "confirm" ? "Prune" : undefined;
  if (waiting === undefined) return { outcome: "prune", why: `${goes}, and takes its objects along`, source };
  const why = `${subject(waiting)} ${waiting}=confirm, and nothing is deleted until somebody confirms it`;
  return { outcome: "keep", why, source, stops: "all" };
}

function hookOf({ object }: Placed, goes: string, cascades: boolean): Ruling {
  const role = roleOf(object);
  const phases = role.kind === "hook" ? role.phases : [];
  if (phases.includes("PreDelete") || phases.includes("PostDelete")) {
    const stays = phases.includes("PostDelete") && !deletePolicies(object).includes("HookSucceeded");
    return { outcome: "hook", why: stays ? `${goes}; the hook itself stays behind` : goes, source: SOURCE.hooks };
  }
  if (deletePolicies(object).includes("HookSucceeded")) {
    return { outcome: "no effect", why: "it is a hook, which was deleted when it had succeeded", source: SOURCE.hooks };
  }
  if (cascades)
    return { outcome: "prune", why: `${goes}, and takes what its hooks left along`, source: SOURCE.deletion };
  return { outcome: "orphan", why: `${goes}, and leaves what its hooks left`, source: SOURCE.deletion };
}
