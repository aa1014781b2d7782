import { Command } from "commander";
import { keepsakeNamed, restore, snapshots } from "../backup/restore.ts";
import { momentOf, postgresBackups, restorePostgres } from "../backup/restore-postgres.ts";
import { restoreVault, vaultSnapshots } from "../backup/restore-vault.ts";
import { restoreVolume } from "../backup/restore-volume.ts";
import { type ClaimName, claimNamed } from "../backup/volume/claim-name.ts";
import { planRestore, volumeBackups } from "../backup/volume/plan-restore.ts";
import type { VolumeBackup } from "../backup/volume/volume-backup.ts";
import { MEBIBYTE } from "../checks/capacity/bytes.ts";
import { columns } from "../terminal/columns.ts";
import type { HostAt } from "../up/host-at.ts";
import { gatherSecrets } from "../up/kept-secrets.ts";
import type { LabAt } from "../up/lab-at.ts";
import { onLab } from "../up/on-lab.ts";

interface Options {
  readonly cluster?: string;
  readonly host?: string;
  readonly snapshot: string;
  readonly list?: true;
  readonly time?: string;
}

const STOPPED_BY_DANGER = 3;

export const command = new Command("restore")
  .description(
    "Puts back what a backup holds: gitea, step-ca, k3s, secrets (those that a host keeps), postgres or vault, while what writes " +
      "there rests; or a volume of the cluster. What lies there now stays beside it, under another name, but for Vault, which is overwritten.",
  )
  .argument("<what>", "such as gitea, or volume")
  .argument("[claim]", "of volume: its namespace and name, such as erp/documents")
  .option("--cluster <name>", "in this cluster (default: the first)")
  .option("--host <name>", "the one of this host, where several have it")
  .option("--snapshot <id>", "as --list shows them", "latest")
  .option("--time <time>", "of postgres: as it was then, such as 2026-11-29T02:00:00Z (default: as its log ends)")
  .option("--list", "list the backups that there are, and do nothing")
  .addHelpText(
    "after",
    "\nIt locks the hosts that it works on; where another command works, it names that and stops.\n" +
      "\nExit codes: 0 done, 2 wrong use or cannot run, 3 stopped, for nobody said yes.",
  )
  .action(async (what: string, claim: string | undefined, options: Options) => {
    const { cluster, list } = options;
    refuseStray({ what, claim }, options);
    const lock = { command: ["lab restore", what, claim].filter(Boolean).join(" "), takes: [] };
    const onHosts = { cluster, say: console.error, ...(list !== true && { lock }) };
    process.exitCode = await onLab(onHosts, lab => act(lab, { what, claim }, options));
  });

interface Wish {
  readonly what: string;
  readonly claim: string | undefined;
}

/** Nothing that was said is passed over: what is put back would be another thing than was meant. */
function refuseStray({ what, claim }: Wish, { time }: Options): void {
  if (what === "volume") claimNamed(claim);
  if (claim !== undefined && what !== "volume") {
    throw new Error(
      `Cannot restore "${what}" of "${claim}": only of a volume it is said which, as in "lab restore volume ${claim}"`,
    );
  }
  if (time !== undefined && what !== "postgres") {
    throw new Error(
      `Cannot restore "${what}" as it was at ${time}: it has backups of some moments only, see --list and --snapshot`,
    );
  }
}

async function act(lab: LabAt, wish: Wish, options: Options): Promise<number> {
  if (options.list) {
    console.log(await listOf(lab, wish, options));
    return 0;
  }
  const { what, claim } = wish;
  if (what === "volume") return actOnVolume(lab, claimNamed(claim), options);
  if (what === "postgres") return actOnPostgres(lab, options);
  return what === "vault" ? actOnVault(lab, options) : actOnKeepsake(lab, what, options);
}

async function listOf(lab: LabAt, { what, claim }: Wish, { host }: Options): Promise<string> {
  const at = (node: string) => lab.hosts.get(node) as HostAt;
  if (what === "postgres") return postgresBackups(at(lab.cluster.postgres.node));
  if (what === "vault") return (await vaultSnapshots(lab)).join("\n");
  if (what === "volume") return listed(await volumeBackups(lab, claimNamed(claim)));
  return snapshots(
    at(keepsakeNamed(lab.cluster, { name: what, ...(host !== undefined && { host }) }).node),
    lab.cluster,
  );
}

function listed(backups: readonly VolumeBackup[]): string {
  return backups.length === 0 ? "Longhorn knows no backup of it" : columns(backups.map(rowOf)).join("\n");
}

function rowOf({ name, time, bytes, volume }: VolumeBackup): string[] {
  return [name, `as at ${time}`, mebibytes(bytes), `volume ${volume}`];
}

function mebibytes(bytes: number): string {
  return `${Math.ceil(bytes / MEBIBYTE)} MiB`;
}

async function actOnVolume(lab: LabAt, claim: ClaimName, { snapshot }: Options): Promise<number> {
  const plan = await planRestore(lab, claim, snapshot);
  const name = `${claim.namespace}/${claim.name}`;
  const { backup, old, pending, users } = plan;
  const rests = ["Argo CD", ...users.map(user => `${user.kind}/${user.name}`)].join(", ");
  const begun = pending === undefined ? "It fills a new volume, then " : "Of a restore that was stopped it goes on: ";
  const kept =
    old === undefined || old === pending?.volume ? "" : ` What was written since stays on volume ${old} alone.`;
  const question =
    `This puts ${name} back as it was at ${backup.time}: ${mebibytes(backup.bytes)} of volume ${backup.volume}, as ` +
    `${backup.name} has them. ${begun}${rests} rest for some minutes.${kept}\nType "${name}" to go on: `;
  if (!(await consents(lab, question, name))) return STOPPED_BY_DANGER;
  for (const line of await restoreVolume(lab, plan)) console.log(line);
  return 0;
}

async function actOnVault(lab: LabAt, { snapshot }: Options): Promise<number> {
  const question =
    `This puts Vault back as snapshot ${snapshot} has it: secrets, policies and leases of since are lost, and so are the keys ` +
    'that open it now.\nType "vault" to go on: ';
  if (!(await consents(lab, question, "vault"))) return STOPPED_BY_DANGER;
  await gatherSecrets(lab.hosts.values());
  for (const line of await restoreVault(lab, snapshot)) console.log(line);
  return 0;
}

async function actOnPostgres(lab: LabAt, { time }: Options): Promise<number> {
  const at = lab.hosts.get(lab.cluster.postgres.node) as HostAt;
  const moment = time === undefined ? undefined : momentOf(time);
  const question =
    `This puts every database back as it was ${moment === undefined ? "when its log ends" : `at ${moment}`}: Gitea's and those ` +
    `of all apps, which lose what they wrote since.\nType "postgres" to go on: `;
  if (!(await consents(lab, question, "postgres"))) return STOPPED_BY_DANGER;
  for (const line of await restorePostgres(at, moment)) console.log(line);
  return 0;
}

async function actOnKeepsake(lab: LabAt, what: string, { host, snapshot }: Options): Promise<number> {
  const keepsake = keepsakeNamed(lab.cluster, { name: what, ...(host !== undefined && { host }) });
  const at = lab.hosts.get(keepsake.node) as HostAt;
  const rest = keepsake.units.length === 0 ? "" : ` while ${keepsake.units.join(", ")} rest`;
  const question =
    `This puts ${keepsake.paths.join(", ")} of ${keepsake.node} back as backup ${snapshot} has it${rest}.\n` +
    `Type "${what}" to go on: `;
  if (!(await consents(lab, question, what))) return STOPPED_BY_DANGER;
  for (const line of await restore(at, lab.cluster, keepsake, snapshot)) console.log(line);
  return 0;
}

async function consents({ ask }: LabAt, question: string, word: string): Promise<boolean> {
  const answer = await ask(question);
  if (answer === word) return true;
  console.error(
    `Left ${word} as it is: ${answer === undefined ? "this is no terminal to ask on" : "it was not typed"}`,
  );
  return false;
}
