import type { Finding } from "../../clusters/finding.ts";
import { JOB_GROUPS, jobGroupLabels } from "../../platform/components/longhorn/job-groups.ts";
import { LONGHORN_NAMESPACE } from "../../platform/components/longhorn/namespace.ts";
import { NO_BACKUP } from "../../platform/no-backup.ts";
import { mismatch } from "./findings/mismatch.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { annotationField } from "./lab/argocd-objects.ts";
import { type Claim, claimsOf } from "./lab/claims.ts";
import { objectsOfKind } from "./lab/objects-by-kind.ts";
import type { Lab, Rule } from "./rule.ts";

/**
 * Every volume is backed up, to a place that Longhorn is told of and has the key to, or its claim says why nobody would
 * miss it; and the claim's labels, which Longhorn goes by,
 * say the same as its annotation, which a person reads.
 */
export const backups: Rule = {
  name: "backups",
  check(lab) {
    const claims = claimsOf(lab);
    const first = claims.find(({ metadata }) => metadata.annotations?.[NO_BACKUP] === undefined);
    return [
      ...claims.flatMap(unclear),
      ...(first === undefined ? [] : [...withoutJob(lab, first), ...withoutTarget(lab, first)]),
    ];
  },
};

function unclear({ owned, metadata, path }: Claim): Finding[] {
  const reason = metadata.annotations?.[NO_BACKUP];
  const report = (field: string, problem: string, remedy: string) =>
    objectFinding(backups.name, owned.unit, owned.object, { field: `${path}.${field}`, problem, remedy });
  if (reason?.trim() === "") {
    const field = annotationField(NO_BACKUP).replace("metadata.", "");
    return [report(field, "it is empty", "say why nobody would miss the volume, or drop it")];
  }
  const group = reason === undefined ? JOB_GROUPS.backedUp : JOB_GROUPS.notBackedUp;
  return Object.entries(jobGroupLabels(group)).flatMap(([label, value]) => {
    const present = metadata.labels?.[label];
    if (present === value) return [];
    const consequence = reason === undefined ? "nobody backs up its volume" : "its volume is backed up all the same";
    return report(
      `labels[${label}]`,
      `${mismatch(present, value)}, so ${consequence}`,
      `write "${value}", or give the reason in ${NO_BACKUP},`,
    );
  });
}

/** One finding, about the first claim, where no job backs up the group that it is in. */
function withoutJob(lab: Lab, { owned }: Claim): Finding[] {
  const hasJob = objectsOfKind(lab, "RecurringJob").some(({ object }) => {
    const { task, groups = [] } = (object.spec ?? {}) as { task?: string; groups?: readonly string[] };
    return task === "backup" && groups.includes(JOB_GROUPS.backedUp);
  });
  if (hasJob) return [];
  return [
    objectFinding(backups.name, owned.unit, owned.object, {
      problem: `no RecurringJob backs up group "${JOB_GROUPS.backedUp}", in which its volume is`,
      remedy: 'declare one with task "backup"',
      file: "platform/components/longhorn/recurring-jobs.ts",
    }),
  ];
}

/** One finding, about the first claim, where the job has no place to bring it to, or no key to that. */
function withoutTarget(lab: Lab, { owned }: Claim): Finding[] {
  const { address, secret } = backupTarget(lab);
  const report = (problem: string, remedy: string) =>
    objectFinding(backups.name, owned.unit, owned.object, { problem, remedy, file: TARGET.file });
  if (address === "")
    return [report("Longhorn is told of no place to bring it to", "write the bucket as backup-target")];
  const isMade = objectsOfKind(lab, "VaultStaticSecret").some(({ object }) => {
    const { destination } = (object.spec ?? {}) as { destination?: { name?: string } };
    return object.metadata.namespace === LONGHORN_NAMESPACE && destination?.name === secret;
  });
  if (isMade) return [];
  const problem = `nothing makes the Secret "${secret}", the key to the place where Longhorn would bring it`;
  return [report(problem, "name the one that vault-secrets.ts makes")];
}

/** Where Longhorn takes the place of backups from, when it starts and whenever that changes. */
const TARGET = {
  name: "longhorn-default-resource",
  key: "default-resource.yaml",
  file: "platform/components/longhorn/backup-target.ts",
} as const;

function backupTarget(lab: Lab) {
  const found = objectsOfKind(lab, "ConfigMap").find(({ object }) => object.metadata.name === TARGET.name);
  const text = ((found?.object.data ?? {}) as Record<string, string>)[TARGET.key] ?? "";
  const entry = (name: string) => new RegExp(`^${name}: "(.*)"$`, "m").exec(text)?.[1] ?? "";
  return { address: entry("backup-target"), secret: entry("backup-target-credential-secret") };
}
