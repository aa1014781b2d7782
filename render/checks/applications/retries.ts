import type { Finding } from "../../../clusters/finding.ts";
import { mismatch } from "../findings/mismatch.ts";
import { type Application, applicationFinding, BUILDER } from "./application-finding.ts";

/** A power cut may last: https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/#automatic-retry-with-a-limit */
export function retries(application: Application): Finding[] {
  const { limit, refresh, backoff } = application.spec.syncPolicy?.retry ?? {};
  const findings: Finding[] = [];
  const report = (field: string, problem: string, remedy: string) =>
    findings.push(applicationFinding(application, `spec.syncPolicy.retry.${field}`, problem, remedy, BUILDER));
  if (limit !== -1) report("limit", `${mismatch(limit, -1)}, so it stays down after a long power cut`, 'write "-1"');
  if (refresh !== true) report("refresh", `${mismatch(refresh, true)}, so it retries an old commit`, 'write "true"');
  for (const [field, example] of BACKOFF) {
    if (backoff?.[field] === undefined) report(`backoff.${field}`, "it has none", `write one such as "${example}"`);
  }
  return findings;
}

const BACKOFF = [
  ["duration", "10s"],
  ["factor", 2],
  ["maxDuration", "5m"],
] as const;
