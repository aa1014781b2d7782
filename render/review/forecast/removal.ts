import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { Placed } from "../desired.ts";
import { DEFINITION } from "./definition.ts";
import { deletePolicies, roleOf } from "./hook.ts";
import type { Manager } from "./manager.ts";
import { ownOptions, syncOption } from "./policy.ts";
import { type Ruling, SOURCE } from "./ruling.ts";
import { isExcluded, type Settings } from "./settings.ts";

/**
 * What a sync does with an object that left git while its Application stays. The object is as it was in git, for so it
 * is in the cluster.
 */
export function removal({ object, namespace }: Placed, manager: Manager, settings: Settings): Ruling {
  if (isExcluded(object, settings))
    return { outcome: "ignored", why: "Argo CD excludes its kind", source: SOURCE.excluded };
  const { name, tool } = manager.application;
  if (tool !== undefined) {
    return {
      outcome: "unknown",
      why: `Application "${name}" is built with ${tool}, which is not done here`,
      source: SOURCE.tool,
    };
  }
  const role = roleOf(object);
  if (role.kind === "left out") return { outcome: "ignored", why: role.why, source: SOURCE.hooks };
  if (role.kind === "hook") return leftoverOfHook(deletePolicies(object).includes("HookSucceeded"));
  if (groupKind(object) === DEFINITION && object.metadata.namespace === undefined) {
    return { outcome: "orphan", why: "Argo CD does not keep track of CRDs, and so prunes none", source: UNTRACKED };
  }
  const refusal = manager.refuses(object, namespace);
  if (refusal !== undefined) {
    return { outcome: "orphan", why: `${refusal}, so Argo CD does not see it`, source: SOURCE.live };
  }
  return pruning(manager, syncOption(object, manager.policy, "Prune"), ownOptions(object).some(isPrune));
}

/** What Argo CD reads from git it marks as its own, but for CRDs; one that names a namespace, which CRDs have not, is marked. */
const UNTRACKED =
  "https://github.com/argoproj/argo-cd/blob/v3.5.1/reposerver/repository/repository.go (GenerateManifests)";

/** Hooks are no part of what is compared, and never pruned. */
function leftoverOfHook(isGone: boolean): Ruling {
  if (isGone)
    return { outcome: "no effect", why: "it is a hook, which was deleted when it had succeeded", source: SOURCE.hooks };
  return { outcome: "orphan", why: "it is a hook, and hooks are not pruned", source: SOURCE.hooks };
}

/** An automated sync that may not prune runs without; otherwise the option decides. */
function pruning({ application, policy }: Manager, option: string | undefined, isOwn: boolean): Ruling {
  const [subject, source] = [isOwn ? "it carries" : `Application "${application.name}" says`, SOURCE.prune];
  if (policy.isAutomated && !policy.prunes) {
    const how = "Sync the Application by hand with pruning, or delete the object";
    return { outcome: "prune refused", why: `Application "${application.name}" does not prune by itself`, how, source };
  }
  if (option === "false") return { outcome: "prune refused", why: `${subject} Prune=false`, source };
  if (option !== "confirm") {
    return { outcome: "prune", ...(!policy.isAutomated && { why: "once somebody syncs with pruning" }), source };
  }
  const why = `${subject} Prune=confirm, and the sync waits until somebody confirms it`;
  const how = "Confirm it in Argo CD, or take Prune=confirm away before the object";
  return { outcome: "prune refused", why, how, source, stops: "wave" };
}

function isPrune(option: string): boolean {
  return option.startsWith("Prune=");
}
