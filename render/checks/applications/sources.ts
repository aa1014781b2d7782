import { quote } from "../../../clusters/fault.ts";
import type { Finding } from "../../../clusters/finding.ts";
import type { ApplicationSource } from "../../../platform/components/argocd/application.ts";
import { ROOT, renderedPath, repositoryUrl } from "../../../platform/naming.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { mismatch } from "../findings/mismatch.ts";
import { sourcesOf } from "../lab/argocd-objects.ts";
import { type Application, applicationFinding } from "./application-finding.ts";

/** Only the lab's own Gitea, and of this repository only the unit's own folder. */
export function sources(application: Application, deployed: BuiltUnit): Finding[] {
  return sourcesOf(application.spec).flatMap(({ source, field }) => {
    const fault = faultOf(source, deployed);
    if (fault === undefined) return [];
    return [applicationFinding(application, `${field}.${fault.part}`, fault.problem, fault.remedy)];
  });
}

interface Fault {
  readonly part: keyof ApplicationSource;
  readonly problem: string;
  readonly remedy: string;
}

function faultOf({ repoURL, path }: ApplicationSource, { cluster, name }: BuiltUnit): Fault | undefined {
  const { host, repository } = cluster.gitea;
  const own = repositoryUrl(cluster, repository);
  if (!repoURL.startsWith(`https://${host}/`)) {
    const problem = `${quote(repoURL)} is not on ${quote(host)}`;
    return { part: "repoURL", problem, remedy: `write one such as ${quote(own)}` };
  }
  if (repoURL === own) {
    const wanted = renderedPath(cluster.name, name === ROOT ? "applications" : name);
    if (path === wanted) return undefined;
    return { part: "path", problem: mismatch(path, wanted), remedy: `write ${quote(wanted)}` };
  }
  if (!path?.startsWith("/") && !path?.split("/").includes("..")) return undefined;
  return { part: "path", problem: `${quote(path)} leads out of the repository`, remedy: "write a path inside of it" };
}
