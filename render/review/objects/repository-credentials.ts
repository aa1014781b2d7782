import { oncePer } from "../../memory/once-per.ts";
import type { Desired, Placed } from "../desired.ts";
import { applicationSettings } from "./application-settings.ts";
import { textOf, valueAt } from "./fields.ts";
import { ofKind } from "./of-kind.ts";
import { LABELLED_SECRETS, labelsOfSecrets } from "./secret-makers.ts";

/** A repository that Applications of a cluster read. */
export interface ReadRepository {
  readonly cluster: string;
  readonly url: string;
}

/** Each once. */
export const readRepositories = oncePer((desired: Desired): ReadRepository[] => {
  const all = [...desired.applications.values()].flatMap(({ cluster, object }) =>
    (applicationSettings(object)?.sources ?? []).flatMap(({ repoURL }) => {
      const url = textOf(repoURL);
      return url === undefined ? [] : [{ cluster, url }];
    }),
  );
  return [...new Map(all.map(one => [`${one.cluster}\n${one.url}`, one])).values()];
});

/**
 * The objects that give Argo CD its credentials for a repository: Secrets, and what makes them, with its label.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#repositories
 */
export function credentialsFor({ cluster, url }: ReadRepository, desired: Desired): Placed[] {
  const wanted = normalized(url);
  return credentials(desired)
    .filter(
      ({ placed, url: known, isPrefix }) =>
        placed.cluster === cluster && (isPrefix ? wanted.startsWith(known) : wanted === known),
    )
    .map(({ placed }) => placed);
}

interface Credential {
  readonly placed: Placed;
  readonly url: string;
  /** Whether it counts for every repository whose address begins with it. */
  readonly isPrefix: boolean;
}

const credentials = oncePer((desired: Desired): Credential[] =>
  ofKind(desired, ...LABELLED_SECRETS).flatMap(placed => {
    const type = textOf(labelsOfSecrets(placed.object)["argocd.argoproj.io/secret-type"]);
    if (type !== "repository" && type !== "repo-creds") return [];
    const url = urlOf(placed);
    return url === undefined ? [] : [{ placed, url: normalized(url), isPrefix: type === "repo-creds" }];
  }),
);

function urlOf({ object }: Placed): string | undefined {
  const encoded = textOf(valueAt(object, "data.url"));
  const plain = [
    valueAt(object, "stringData.url"),
    valueAt(object, "spec.destination.transformation.templates.url.text"),
    valueAt(object, "spec.target.template.data.url"),
    valueAt(object, "spec.template.data.url"),
  ];
  return plain.flatMap(value => textOf(value) ?? [])[0] ?? (encoded && Buffer.from(encoded, "base64").toString("utf8"));
}

function normalized(url: string): string {
  return url
    .trim()
    .toLowerCase()
    .replace(/(\.git)?\/?$/, "");
}

/** `https://git.example.net/lab.git`, `ssh://git@git.example.net/lab.git` and `git@git.example.net:lab.git` have one host: git.example.net. */
export function repositoryHost(url: string): string {
  return (/^(?:[\w+.-]+:\/\/)?(?:[^@/]*@)?([^:/]+)/.exec(url)?.[1] ?? url).toLowerCase();
}
