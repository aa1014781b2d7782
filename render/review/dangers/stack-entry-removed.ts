import { DATA_BEARING } from "../../tofu/data-bearing.ts";
import type { Danger } from "./danger.ts";

/** Variables of the stacks in platform/tofu: an entry that goes is a resource that the next apply destroys. */
export const stackEntryRemoved: Danger = {
  id: "stack-entry-removed",
  level: "stop",
  explanation:
    "A stack loses an entry that stands for data: its next apply destroys what the entry made, unless somebody refuses to confirm",
  remedy: "Back the data up, take it out of the stack by `lab retire`, or keep the entry",
  change: ({ change }) => {
    const stack = /(^|\/)tofu\/([^/]+)\.tfvars\.json$/.exec(change.path)?.[2];
    if (stack === undefined || change.verb !== "update") return [];
    return change.fields.flatMap(field => {
      const [, variable = "", plain, quoted] = /^([\w-]+)(?:\.([\w-]+)|\["(.*)"\])?$/.exec(field.path) ?? [];
      const entry = plain ?? quoted;
      const type = TYPES.find(([pattern]) => pattern.test(variable))?.[1];
      if (type === undefined || !("before" in field)) return [];
      if ("after" in field && (entry !== undefined || typeof field.after !== "string")) return [];
      const what = entry === undefined ? `"${variable}" is another one, or gone` : `"${entry}" leaves "${variable}"`;
      return [{ what: `stack "${stack}": ${what}, and ${DATA_BEARING[type]}`, field: field.path }];
    });
  },
};

/** Variables, and the type of the resources that are made of them. */
const TYPES: readonly (readonly [RegExp, keyof typeof DATA_BEARING & string])[] = [
  [/^databases$/, "postgresql_database"],
  [/^(repositories|mirrors)$/, "gitea_repository"],
  [/^accounts$/, "gitea_user"],
  [/^organisation$/, "gitea_org"],
  [/^zone$/, "cloudflare_zone"],
  [/_bucket$/, "google_storage_bucket"],
];
