import { isApplication } from "../../tree/applications.ts";
import { type DesiredApplication, inCluster, type Placed } from "../desired.ts";
import { cascade } from "./cascade.ts";
import type { ApplicationForecast } from "./forecast.ts";
import { removal } from "./removal.ts";
import type { Survey } from "./survey.ts";

type Fated = Pick<ApplicationForecast, "fate" | "why">;

/**
 * What becomes of an Application itself. It is an object of the one that deploys it, which prunes it when it leaves git,
 * or takes it along. One that was applied by hand is deleted by nobody.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/
 */
export function fateOf(key: string, before: Survey, after: Survey): Fated {
  const [was, is] = [before.desired.applications.get(key), after.desired.applications.get(key)];
  if (was === undefined) return { fate: "appears" };
  if (is !== undefined) return { fate: "stays" };
  return departureOf(was, before, after, new Set());
}

function departureOf(application: DesiredApplication, before: Survey, after: Survey, seen: Set<string>): Fated {
  const { cluster, name, parent } = application;
  if (parent === "") return { fate: "is kept", why: "it was applied by hand, and nobody deletes it" };
  const parentKey = inCluster(cluster, parent);
  const own = before.objectsOf.get(parentKey)?.find(placed => isNamed(placed, name));
  const [had, has] = [before.manager(parentKey), after.manager(parentKey)];
  if (own === undefined || had === undefined || seen.has(parentKey))
    return { fate: "is kept", why: "nobody deletes it" };
  const settings = before.settings(cluster);
  if (has !== undefined || parent === name) return deletion(application, removal(own, has ?? had, settings), parent);

  const above = departureOf(had.application, before, after, new Set([...seen, parentKey]));
  if (above.fate !== "goes with its objects")
    return { fate: "is kept", why: `Application "${parent}" leaves it behind` };
  return deletion(application, cascade(own, had, settings), parent);
}

function deletion({ object }: DesiredApplication, { outcome, why }: ReturnType<typeof removal>, parent: string): Fated {
  if (outcome !== "prune") return { fate: "is kept", ...(why !== undefined && { why }) };
  const finalizers: unknown[] = Array.isArray(object.metadata.finalizers) ? [...object.metadata.finalizers] : [];
  const cascades = finalizers.filter(finalizer => CASCADE.test(String(finalizer)));
  if (cascades.length === 0) {
    return { fate: "goes alone", why: `Application "${parent}" prunes it, and no finalizer takes its objects along` };
  }
  const way = cascades.every(finalizer => String(finalizer).endsWith("/background"))
    ? "in the background"
    : "and waits for each";
  return { fate: "goes with its objects", why: `Application "${parent}" prunes it; it deletes its objects ${way}` };
}

const CASCADE = /^resources-finalizer\.argocd\.argoproj\.io(\/(foreground|background))?$/;

function isNamed({ object }: Placed, name: string): boolean {
  return isApplication(object) && object.metadata.name === name;
}
