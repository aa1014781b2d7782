import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import type { Changed } from "../situation.ts";
import { type Fields, fieldsOf, mappingsOf, textOf, textsOf, valueAt } from "./fields.ts";

/** What an Application, or each one that an ApplicationSet makes, says about its syncs. */
export interface ApplicationSettings {
  readonly project: string;
  readonly destination: Destination;
  readonly sources: readonly Fields[];
  /** Whether it syncs by itself. */
  readonly isAutomated: boolean;
  /** Whether it deletes by itself what left git. */
  readonly prunes: boolean;
  /** Whether it reverts by itself what somebody changes in the cluster. */
  readonly heals: boolean;
  /** Whether its own deletion deletes its objects. */
  readonly cascades: boolean;
  readonly syncOptions: readonly string[];
}

export interface Destination {
  /** Address or name of the cluster; "" if neither is written. */
  readonly server: string;
  readonly namespace: string;
}

/**
 * @returns undefined for what is neither an Application nor an ApplicationSet
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/
 */
export function applicationSettings(object: KubeObject): ApplicationSettings | undefined {
  const root = rootOf(object);
  if (root === undefined) return undefined;
  const spec = fieldsOf(root.spec);
  const automated = valueAt(spec, "syncPolicy.automated");
  const isAutomated = automated !== undefined && automated !== null && valueAt(automated, "enabled") !== false;
  return {
    project: textOf(spec.project) ?? "default",
    destination: destinationOf(fieldsOf(spec.destination)),
    sources: spec.sources === undefined ? mappingsOf([spec.source]) : mappingsOf(spec.sources),
    isAutomated,
    prunes: isAutomated && valueAt(automated, "prune") === true,
    heals: isAutomated && valueAt(automated, "selfHeal") === true,
    cascades: textsOf(valueAt(root, "metadata.finalizers")).some(finalizer => CASCADE.test(finalizer)),
    syncOptions: textsOf(valueAt(spec, "syncPolicy.syncOptions")),
  };
}

/** Settings of an Application that is there before and after a change; undefined for everything else. */
export function changedSettings({
  old,
  fresh,
}: Changed): { was: ApplicationSettings; is: ApplicationSettings } | undefined {
  const [was, is] = [old, fresh].map(placed => placed && applicationSettings(placed.object));
  return was && is && { was, is };
}

function rootOf(object: KubeObject): Fields | undefined {
  const kind = groupKind(object);
  if (kind === "argoproj.io/Application") return object;
  return kind === "argoproj.io/ApplicationSet" ? fieldsOf(valueAt(object, "spec.template")) : undefined;
}

function destinationOf({ server, name, namespace }: Fields): Destination {
  return { server: textOf(server) ?? textOf(name) ?? "", namespace: textOf(namespace) ?? "" };
}

const CASCADE = /^resources-finalizer\.argocd\.argoproj\.io(\/(foreground|background))?$/;
