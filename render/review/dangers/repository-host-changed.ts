import { inCluster } from "../desired.ts";
import { applicationSettings } from "../objects/application-settings.ts";
import { carriesArgocd } from "../objects/argocd-self.ts";
import { textOf } from "../objects/fields.ts";
import { credentialsFor, repositoryHost } from "../objects/repository-credentials.ts";
import type { Changed } from "../situation.ts";
import type { Danger } from "./danger.ts";

/** Of the Applications that deploy Argo CD or other Applications; of the others, `application-source-changed` tells. */
export const repositoryHostChanged: Danger = {
  id: "repository-host-changed",
  level: "stop",
  explanation:
    "Argo CD takes what it deploys itself by from another server: if it cannot read it there, no change in git repairs that",
  remedy:
    "Let one small Application read from the new server first, by its name, certificate and credentials, and then the others",
  change: ({ old, fresh }, { before, after }) => {
    const application = fresh && after.applications.get(inCluster(fresh.cluster, fresh.object.metadata.name));
    if (fresh === undefined || application?.object !== fresh.object || !carriesArgocd(application, before)) return [];
    const known = new Set(urlsOf(old).map(repositoryHost));
    return urlsOf(fresh)
      .filter(url => old !== undefined && !known.has(repositoryHost(url)))
      .map(url => ({
        what: `Application "${application.name}" reads from "${repositoryHost(url)}"`,
        field: "spec.source.repoURL",
        ...(credentialsFor({ cluster: fresh.cluster, url }, after).length > 0 && { level: "warn" as const }),
      }));
  },
};

function urlsOf(placed: Changed["old"]): string[] {
  const sources = (placed && applicationSettings(placed.object)?.sources) ?? [];
  return sources.flatMap(({ repoURL }) => textOf(repoURL) ?? []);
}
