import { groupKind } from "../../../platform/cluster-scoped.ts";
import { oncePer } from "../../memory/once-per.ts";
import type { Placed } from "../desired.ts";
import type { Manager } from "./manager.ts";
import { syncOption } from "./policy.ts";
import { contradiction, writingOf } from "./replacement.ts";
import { type Ruling, SOURCE } from "./ruling.ts";
import type { Survey } from "./survey.ts";
import { targetOf } from "./target-of.ts";

/** What a sync does with an object that git did not hold before. */
export function arrival(placed: Placed, manager: Manager, before: Survey, after: Survey): Ruling {
  const holder = after.holders.get(placed.key)?.find(other => other.application !== placed.application);
  if (holder !== undefined && before.holders.has(placed.key)) return sharing(holder.application, manager);
  const namespace = missingNamespace(placed, before, after);
  if (namespace !== undefined) {
    return {
      outcome: "forbidden",
      why: `namespace "${namespace}" is not in git, and no Application makes it: unless somebody made it by hand`,
      how: "Add the Namespace, or the sync option CreateNamespace=true where it is the destination of the Application",
      source: "https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#create-namespace",
      stops: "rest",
    };
  }
  return (
    contradiction(writingOf(undefined, placed.object, manager.policy)) ?? {
      outcome: "create",
      ...waiting(placed, manager, after),
    }
  );
}

/** Two Applications deploy one object: each sync takes it from the other. */
function sharing(other: string, { policy }: Manager): Ruling {
  const why = `Application "${other}" deploys it too, and each sync takes it from the other`;
  if (!policy.syncOptions.includes("FailOnSharedResource=true"))
    return { outcome: "adopt", why, source: SOURCE.shared };
  const refused = `Application "${other}" deploys it too, and FailOnSharedResource=true`;
  return { outcome: "forbidden", why: refused, how: "Let one of both deploy it", source: SOURCE.shared, stops: "all" };
}

const BROUGHT: readonly string[] = ["default", "kube-system", "kube-public", "kube-node-lease"];

function missingNamespace(placed: Placed, before: Survey, after: Survey): string | undefined {
  const { cluster, namespace } = placed;
  if (namespace === "" || BROUGHT.includes(namespace) || targetOf(placed) !== cluster) return undefined;
  const place = `${targetOf(placed)}/${namespace}`;
  const isKnown = after.namespaces.has(place) || usedNamespaces(before).has(place);
  return isKnown || homes(after).has(`${cluster}/${namespace}`) ? undefined : namespace;
}

/** Where Applications themselves live there is a namespace. */
const homes = oncePer(({ desired }: Survey): ReadonlySet<string> => {
  const applications = [...desired.applications.values()];
  return new Set(applications.map(({ cluster, object }) => `${cluster}/${object.metadata.namespace ?? "argocd"}`));
});

/** Namespaces that held something before this change, and are not what the change removes. */
const usedNamespaces = oncePer(({ desired, namespaces }: Survey): ReadonlySet<string> => {
  const used = desired.objects.map(placed => `${targetOf(placed)}/${placed.namespace}`);
  return new Set(used.filter(place => !namespaces.has(place)));
});

/** A kind whose CRD another Application brings may not be known yet; a failed sync is tried again. */
function waiting(placed: Placed, manager: Manager, after: Survey): Pick<Ruling, "why" | "source"> {
  const { object, application } = placed;
  const definition = after.definitions.get(`${targetOf(placed)}/${groupKind(object)}`);
  if (definition === undefined || definition.application === application) return {};
  if (syncOption(object, manager.policy, "SkipDryRunOnMissingResource") === "true") return {};
  return {
    why: `as soon as Application "${definition.application}" has brought its CRD: until then syncs fail and are tried again`,
    source:
      "https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#skip-dry-run-for-new-custom-resources-types",
  };
}
