import type { Finding } from "../../../clusters/finding.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { inQuotes, mismatch } from "../findings/mismatch.ts";
import { type Application, applicationFinding } from "./application-finding.ts";

const FIELD = "spec.syncPolicy.automated";

/** Synced by Argo CD or by a person, as the facts of its environment say. */
export function automation(application: Application, { sync }: BuiltUnit): Finding[] {
  const { automated } = application.spec.syncPolicy ?? {};
  const report = (field: string, problem: string, remedy: string) =>
    applicationFinding(application, `${FIELD}${field}`, problem, `${remedy}, as its facts say`);
  if (!sync.automated) {
    if (automated === undefined) return [];
    return [report("", `${inQuotes(automated)} syncs what a person should sync`, "leave automated out")];
  }
  const wanted = { prune: sync.prune, selfHeal: sync.selfHeal };
  if (automated === undefined) return [report("", "it has none, so nobody syncs it", `write ${inQuotes(wanted)}`)];
  const findings: Finding[] = [];
  if (automated.enabled === false) findings.push(report(".enabled", '"false" leaves it unsynced', 'write "true"'));
  for (const field of ["prune", "selfHeal"] as const) {
    if (automated[field] === wanted[field]) continue;
    findings.push(report(`.${field}`, mismatch(automated[field], wanted[field]), `write ${inQuotes(wanted[field])}`));
  }
  return findings;
}
