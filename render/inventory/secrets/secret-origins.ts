import { managerRole } from "../../../platform/naming.ts";
import type { Lab } from "../../checks/rule.ts";
import type { Need } from "../../secrets/need.ts";
import { needsOf } from "../../secrets/needs.ts";
import { ANY_KEYS, originWords } from "../../secrets/origin-words.ts";

/** Where the values of some secrets come from. */
export interface SecretOrigin {
  /** As `lab secrets` names it; of apps that are alike with `<app>` in place of their names: `ci/<app>/registry`. */
  readonly path: string;
  /** Words by key. Empty: whatever keys the app reads. */
  readonly keys: readonly { readonly key: string; readonly words: string }[];
  /** For which apps or instances it holds, where the path leaves that open. */
  readonly apps: readonly string[];
}

/** Where every value that the lab needs comes from. What apps have alike stands there once, whatever their number. */
export function secretOriginsOf(lab: Lab): SecretOrigin[] {
  const apps = new Set(
    lab.units.flatMap(({ instance }) => (instance === undefined ? [] : [instance.app, instance.name])),
  );
  const origins = needsOf(lab).map(need => originOf(need, apps));
  const alike = Map.groupBy(origins, ({ path, keys }) => JSON.stringify([path, keys]));
  return [...alike.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    return { ...first, apps: [first, ...others].flatMap(origin => origin.apps) };
  });
}

function originOf({ path, keys = {} }: Need, apps: ReadonlySet<string>): SecretOrigin {
  const parts = path.split("/");
  const app = parts.find(part => apps.has(part));
  const entries = Object.entries(keys).map(([key, origin]) => ({ key, words: originWords(origin) }));
  const known = entries.length === 0 ? [{ key: "", words: ANY_KEYS }] : entries;
  if (app === undefined) return { path, keys: known, apps: [] };
  const general = known.map(({ key, words }) => ({ key, words: withoutName(words, app) }));
  return { path: parts.map(part => (part === app ? ANY_APP : part)).join("/"), keys: general, apps: [app] };
}

/** Stands for the name of an app or an instance. */
const ANY_APP = "<app>";

function withoutName(words: string, app: string): string {
  const names = [managerRole(app), app];
  const pattern = new RegExp(`(?<![\\w-])(?:${names.join("|")})(?![\\w-])`, "g");
  return words.replaceAll(pattern, name => (name === app ? ANY_APP : managerRole(ANY_APP)));
}
