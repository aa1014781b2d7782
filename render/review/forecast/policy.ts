import type { KubeObject } from "../../../platform/kube-object.ts";
import type { DesiredApplication } from "../desired.ts";
import { type ApplicationSettings, applicationSettings } from "../objects/application-settings.ts";
import { valueAt } from "../objects/fields.ts";
import { commaSeparated, metadataText } from "./annotations.ts";

/** What an Application says about its syncs and comparisons, as far as the forecast asks. */
export interface Policy extends ApplicationSettings {
  /** Whether an automated sync may delete everything that there is. */
  readonly allowsEmpty: boolean;
  /** Whether it compares by asking the API server for a dry run; undefined where Argo CD's settings decide. */
  readonly diffsOnServer: boolean | undefined;
}

/** @see https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/ and .../diff-strategies/ */
export function policyOf({ object }: DesiredApplication): Policy {
  const compare = commaSeparated(metadataText(object, "argocd.argoproj.io/compare-options"));
  const settings = applicationSettings(object) ?? NONE;
  return {
    ...settings,
    allowsEmpty: settings.isAutomated && valueAt(object, "spec.syncPolicy.automated.allowEmpty") === true,
    diffsOnServer: compare.includes("ServerSideDiff=false")
      ? false
      : compare.includes("ServerSideDiff=true") || undefined,
  };
}

const NONE: ApplicationSettings = {
  project: "default",
  destination: { server: "", namespace: "" },
  sources: [],
  isAutomated: false,
  prunes: false,
  heals: false,
  cascades: false,
  syncOptions: [],
};

/**
 * Value of a sync option such as `Prune`: the first that the object writes, else the first of its Application.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/gitops-engine/pkg/sync/resource/annotations.go
 */
export function syncOption(object: KubeObject, { syncOptions }: Policy, name: string): string | undefined {
  return writtenIn(ownOptions(object), name) ?? writtenIn(syncOptions, name);
}

/** Options that the object carries itself. */
export function ownOptions(object: KubeObject): string[] {
  return commaSeparated(metadataText(object, "argocd.argoproj.io/sync-options"));
}

function writtenIn(options: readonly string[], name: string): string | undefined {
  return options.find(option => option.startsWith(`${name}=`))?.slice(name.length + 1);
}
