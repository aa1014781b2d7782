import type { Lab } from "../../checks/rule.ts";
import { appsOf } from "../../inventory/lab/installed-apps.ts";
import { type End, unitOf } from "../../inventory/network/policy-edge-rows.ts";
import { ownerOf } from "../../inventory/owner.ts";
import { named } from "./named.ts";
import { ownerLink } from "./owner-link.ts";

/** Names of those at one end of connections, with links; of many apps in few words, and in two where it is all of them. */
export function endsInShort(lab: Lab, ends: readonly End[]): string {
  const link = (end: End) => endLink(lab, end);
  const [apps, others] = [ends.filter(isApp), ends.filter(end => !isApp(end))];
  const words = apps.length >= FEWEST && isEveryApp(lab, apps) ? "every app" : named(apps.map(link));
  return [...(apps.length === 0 ? [] : [words]), ...others.map(link)].join(", ");
}

/** As many as are worth a word for all of them. */
const FEWEST = 4;

function isEveryApp(lab: Lab, ends: readonly End[]): boolean {
  const shown = new Set(ends.flatMap(end => unitOf(end)?.name ?? []));
  return [...appsOf(lab).values()].every(({ instances }) => instances.every(({ name }) => shown.has(name)));
}

function isApp(end: End): boolean {
  return unitOf(end)?.instance !== undefined;
}

/** The name of one end, as a link where it has a page. */
export function endLink(lab: Lab, end: End): string {
  const unit = unitOf(end);
  return unit === undefined ? end.name : ownerLink(lab, ownerOf(unit), end.name);
}
