import type { LeftOut } from "../../../platform/component.ts";
import { zoneLeftOut } from "../../../platform/tofu/cloudflare/left-out.ts";
import type { Lab } from "../../checks/rule.ts";
import { oncePerLab } from "../once-per-lab.ts";

/** A fact of the way in that nobody knows yet. */
export interface UnknownFact {
  /** `zone.tunnelId` */
  readonly field: string;
  /** What goes without it, one clause for each who would need it: `mail is not signed`. */
  readonly problems: readonly string[];
  /** What brings it, as an order. */
  readonly remedy: string;
}

/** Facts of zone and certificates that are not known yet, each once. */
export const unknownFactsOf = oncePerLab((lab: Lab): readonly UnknownFact[] => {
  const { cluster, units } = lab;
  const absences = [
    ...zoneLeftOut(cluster),
    ...units.flatMap(({ component }) => component?.leftOut?.(cluster) ?? []),
    ...silently(lab),
  ];
  const ofEdge = absences.filter(({ field }) => /^(zone|stepCa)\./.test(field));
  return [...Map.groupBy(ofEdge, ({ field }) => field)].map(([field, group]) => ({
    field,
    problems: [...new Set(group.map(({ problem }) => problem.replace(UNKNOWN, "")))],
    remedy: (group[0]?.remedy ?? "").replace(/,$/, ""),
  }));
});

/** How each of them begins. */
const UNKNOWN = /^(it is|they are) not known( yet)?, so /;

/** Facts that may stay unknown for ever, for not every lab needs them: no rule reports them. */
function silently({ cluster: { zone } }: Lab): LeftOut[] {
  const absences: LeftOut[] = [];
  if (zone !== undefined && zone.turnstileSiteKey === undefined) {
    const problem = "it is not known yet, so no page can ask Turnstile whether a visitor is a person";
    const remedy = "apply the Cloudflare stack, then run lab facts pull";
    absences.push({ field: "zone.turnstileSiteKey", problem, remedy });
  }
  if (zone?.mail !== undefined && zone.mail.verification === undefined) {
    const problem = "it is not known, so no record shows the mail provider that the zone is ours";
    absences.push({ field: "zone.mail.verification", problem, remedy: "write the TXT value as Zoho shows it" });
  }
  return absences;
}
