import { isDeepStrictEqual } from "node:util";
import { changedSettings } from "../objects/application-settings.ts";
import { type Fields, textOf } from "../objects/fields.ts";
import type { Danger } from "./danger.ts";

/** A new revision of the same source is told by `application-revision-changed`. */
export const applicationSourceChanged: Danger = {
  id: "application-source-changed",
  level: "warn",
  explanation:
    "An Application takes its objects from elsewhere: what the new place lacks is pruned, and a sync that is retried keeps to the old place until somebody ends it",
  remedy: "Compare both places object by object, and end a running sync of it after the merge",
  change: changed => {
    const settings = changedSettings(changed);
    if (settings === undefined) return [];
    const [was, is] = [settings.was.sources.map(placeOf), settings.is.sources.map(placeOf)];
    if (isDeepStrictEqual(was, is)) return [];
    const [before, after] = [was, is].map(places => places.map(told).join(" and "));
    if (before === after) return [{ what: `its source ${after} is read in another way`, field: "spec.source" }];
    return [{ what: `it deploys ${after} in place of ${before}`, field: "spec.source" }];
  },
};

interface Place {
  readonly repository: string;
  readonly path: string;
  /** How it is read: `directory`, `helm`, `kustomize` ... */
  readonly others: Fields;
}

function placeOf({ repoURL, path, chart, targetRevision: _, ...others }: Fields): Place {
  return {
    repository: textOf(repoURL) ?? "no repository",
    path: (textOf(path) ?? textOf(chart) ?? "").replace(/^\.?\/+|\/+$/g, ""),
    others,
  };
}

function told({ repository, path }: Place): string {
  return `${path === "" ? "all" : path} of ${repository}`;
}
