import { closest } from "fastest-levenshtein";
import type { Finding } from "../../clusters/finding.ts";
import { REPOSITORY_LABEL } from "../../platform/components/argocd/repository-credentials.ts";
import { isVaultObject } from "../../platform/components/vault-secrets-operator/objects.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { inQuotes, mismatch } from "./findings/mismatch.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { applicationsOf, sourcesOf } from "./lab/argocd-objects.ts";
import { objectsOfKind } from "./lab/objects-by-kind.ts";
import type { Lab, Rule } from "./rule.ts";

/**
 * Every repository that an Application is read from, or that images are written back to, has credentials, none has
 * credentials without need, and all of them keep Argo CD from marking stale manifests as synced: Gitea sends five commits at most in a webhook.
 */
export const repositories: Rule = {
  name: "repositories",
  check(lab) {
    const used = usedUrls(lab);
    const described = lab.units.flatMap(unit => unit.objects.flatMap(object => credentials(unit, object)));
    const known = new Set(described.map(({ fields }) => fields.url));
    return [...described.flatMap(each => wrongFields(each, used)), ...unknownRepositories(used, known)];
  },
};

const FILE = "platform/components/argocd/repository-credentials.ts";

/** A field that names a repository. */
interface Use {
  readonly unit: BuiltUnit;
  readonly object: KubeObject;
  readonly field: string;
}

/** Each URL with the first field that names it. */
type UsedUrls = ReadonlyMap<string, Use>;

function usedUrls(lab: Lab): UsedUrls {
  const used = new Map<string, Use>();
  const use = (url: string, by: Use) => {
    if (!used.has(url)) used.set(url, by);
  };
  for (const { unit, object, spec } of applicationsOf(lab)) {
    for (const { source, field } of sourcesOf(spec)) use(source.repoURL, { unit, object, field: `${field}.repoURL` });
  }
  for (const { unit, object } of objectsOfKind(lab, "ImageUpdater")) {
    const { repository } = (object.spec as WriteBackSpec).writeBackConfig?.gitConfig ?? {};
    if (repository !== undefined) use(repository, { unit, object, field: "spec.writeBackConfig.gitConfig.repository" });
  }
  return used;
}

interface WriteBackSpec {
  readonly writeBackConfig?: { readonly gitConfig?: { readonly repository?: string } };
}

/** What a Secret tells Argo CD about a repository, and where that is written. */
interface Credentials {
  readonly unit: BuiltUnit;
  readonly object: KubeObject;
  readonly fields: Readonly<Record<string, string | undefined>>;
  readonly path: (field: string) => string;
}

function credentials(unit: BuiltUnit, object: KubeObject): Credentials[] {
  if (isVaultObject(object)) return fromOperator(unit, object);
  if (object.kind !== "Secret" || object.metadata.labels?.[REPOSITORY_LABEL] !== "repository") return [];
  const fields = (object.stringData ?? {}) as Record<string, string>;
  return [{ unit, object, fields, path: field => `stringData.${field}` }];
}

interface OperatorSpec {
  readonly destination?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly transformation?: { readonly templates?: Readonly<Record<string, { readonly text?: string }>> };
  };
}

function fromOperator(unit: BuiltUnit, object: KubeObject): Credentials[] {
  const { destination } = (object.spec ?? {}) as OperatorSpec;
  if (destination?.labels?.[REPOSITORY_LABEL] !== "repository") return [];
  const templates = Object.entries(destination.transformation?.templates ?? {});
  const fields = Object.fromEntries(templates.map(([name, { text }]) => [name, text]));
  return [{ unit, object, fields, path: field => `spec.destination.transformation.templates.${field}` }];
}

function wrongFields({ unit, object, fields, path }: Credentials, used: UsedUrls): Finding[] {
  const finding = (field: string, problem: string, remedy: string) =>
    objectFinding(repositories.name, unit, object, { field: path(field), problem, remedy, file: FILE });
  const { webhookManifestCacheWarmDisabled: disabled, depth, url } = fields;
  const findings: Finding[] = [];
  if (disabled !== "true") {
    const problem = `${mismatch(disabled, "true")}, so a webhook of more than five commits marks stale manifests as synced`;
    findings.push(finding("webhookManifestCacheWarmDisabled", problem, 'write "true"'));
  }
  if ("depth" in fields) {
    const problem = `${inQuotes(depth)} hides from Argo CD what changed since the last sync`;
    findings.push(finding("depth", problem, "leave depth out"));
  }
  if (url === undefined || !used.has(url)) {
    const problem = url === undefined ? "it has none" : `nothing is read from or written to ${inQuotes(url)}`;
    const nearest = used.size === 0 ? "" : `write ${inQuotes(closest(url ?? "", [...used.keys()]))}, or `;
    findings.push(finding("url", problem, `${nearest}drop these credentials`));
  }
  return findings;
}

function unknownRepositories(used: UsedUrls, known: ReadonlySet<string | undefined>): Finding[] {
  return [...used].flatMap(([url, { unit, object, field }]) => {
    if (known.has(url)) return [];
    return objectFinding(repositories.name, unit, object, {
      field,
      problem: `Argo CD has no credentials for ${inQuotes(url)}`,
      remedy: "add a repositoryCredentials() for it",
      file: "render/model/derive.ts",
    });
  });
}
