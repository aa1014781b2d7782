import type { Cluster } from "../../../clusters/lab.ts";
import type { LeftOut } from "../../component.ts";

/** What the zone and its mail do without until somebody else has made a value. None without a zone. */
export function zoneLeftOut({ zone }: Cluster): LeftOut[] {
  if (zone === undefined) return [];
  const absences: LeftOut[] = [];
  if (zone.nameServers === undefined) {
    const problem = "they are not known yet, so the delegation of the zone is not rendered";
    absences.push({
      field: "zone.nameServers",
      problem,
      remedy: "apply the Cloudflare stack, then run lab facts pull,",
    });
  }
  if (zone.mail !== undefined && zone.mail.dkim.value === undefined) {
    const problem = "it is not known yet, so mail is not signed";
    absences.push({ field: "zone.mail.dkim.value", problem, remedy: "write the TXT value as Zoho shows it" });
  }
  return absences;
}
