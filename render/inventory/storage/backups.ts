import type { Cluster } from "../../../clusters/lab.ts";
import { VAULT } from "../../../platform/components/vault/api.ts";
import { SNAPSHOT } from "../../../platform/components/vault/snapshot.ts";
import type { Host } from "../../../platform/hosts/host.ts";
import { hostsOf } from "../../../platform/hosts/host-of.ts";
import { keepsakesOf } from "../../../platform/hosts/keepsakes.ts";
import { LAB_PROGRAMS, repositoryOf } from "../../../platform/hosts/parts/backup.ts";
import {
  POSTGRES_DATA,
  POSTGRES_EXTRA_SETTINGS,
  POSTGRES_SETTINGS,
} from "../../../platform/hosts/parts/postgres-settings.ts";
import { containersOf, podTemplate } from "../../../platform/pod-template.ts";
import { objectsOfKind } from "../../checks/lab/objects-by-kind.ts";
import type { Lab } from "../../checks/rule.ts";
import { oncePerLab } from "../once-per-lab.ts";
import { restoreCommand } from "./restore-command.ts";
import { calendarWords, cronWords, spanWords } from "./schedule-words.ts";

/** Something that lies on no volume of Longhorn, with the backup that it has. */
export interface Backup {
  /** What `lab restore` calls it: `gitea`. */
  readonly name: string;
  /** Host on which it lies; absent: in the cluster. */
  readonly node?: string;
  /** Component that it belongs to, if one does. */
  readonly component?: string;
  /** Folders, files or what else there is of it. */
  readonly holds: readonly string[];
  /** `every day at 02:30 or up to 1 hour later` */
  readonly when: string;
  /** How far back one can go: `7 days, 5 weeks and 12 months`. */
  readonly reach: string;
  /** Where the backup lies: `gs:home-hosts:/pi2`. */
  readonly place: string;
  readonly restore: string;
}

/** Every backup that is not of a volume: of what each host keeps, of PostgreSQL, of Vault. */
export const backupsOf = oncePerLab((lab): readonly Backup[] => {
  const hosts = hostsOf(lab.cluster);
  return [...hosts.flatMap(host => ofHost(lab.cluster, host)), ...ofPostgres(lab.cluster, hosts), ...ofVault(lab)];
});

/** The backup of all databases. */
export function postgresBackup(lab: Lab): Backup | undefined {
  return backupsOf(lab).find(({ name }) => name === POSTGRES);
}

const POSTGRES = "postgres";

function ofHost(cluster: Cluster, host: Host): Backup[] {
  const program = textAt(host, `${LAB_PROGRAMS}/back-up`);
  const reach = Array.from(program.matchAll(/--keep-(dai|week|month)ly (\d+)/g), ([, unit = "", count]) => {
    return `${count} ${{ dai: "days", week: "weeks", month: "months" }[unit]}`;
  });
  return keepsakesOf(cluster, host.name).map(({ name, node, paths, copy }) => ({
    name,
    node,
    holds: [...paths, ...(copy === undefined ? [] : [copy.of])],
    when: whenOf(host, "backup"),
    reach: reach.join(", "),
    place: repositoryOf(cluster, node),
    restore: restoreCommand(cluster, `${name}${isKeptElsewhere(cluster, name, node) ? ` --host ${node}` : ""}`),
  }));
}

/** `lab restore` then wants to know which one. */
function isKeptElsewhere(cluster: Cluster, name: string, node: string): boolean {
  const others = Object.keys(cluster.nodes).filter(other => other !== node);
  return others.some(other => keepsakesOf(cluster, other).some(keepsake => keepsake.name === name));
}

function ofPostgres(cluster: Cluster, hosts: readonly Host[]): Backup[] {
  const { postgres, buckets } = cluster;
  const host = hosts.find(({ name }) => name === postgres.node);
  if (host === undefined) return [];
  const [, weeks] = /^repo1-retention-full=(\d+)$/m.exec(textAt(host, `${POSTGRES_SETTINGS}/pgbackrest.conf`)) ?? [];
  const [, lag = ""] = /^archive_timeout = '(.*)'$/m.exec(textAt(host, `${POSTGRES_EXTRA_SETTINGS}/backup.conf`)) ?? [];
  return [
    {
      name: POSTGRES,
      node: host.name,
      holds: [POSTGRES_DATA],
      when: `${whenOf(host, "backup-postgres")}, each piece of its log within ${spanWords(lag)}`,
      reach: `any second of the last ${weeks} weeks`,
      place: `gs://${buckets.hostBackups}/postgres`,
      restore: restoreCommand(cluster, `${POSTGRES} --time <time>`),
    },
  ];
}

function ofVault(lab: Lab): Backup[] {
  const job = objectsOfKind(lab, "CronJob").find(({ object }) => object.metadata.name === SNAPSHOT)?.object;
  if (job === undefined) return [];
  const containers = containersOf(podTemplate(job)?.spec ?? {});
  const settings = containers.flatMap(({ container: { env = [] } }) => env as { name: string; value?: string }[]);
  const days = settings.find(({ name }) => name === "KEEP_DAYS")?.value;
  return [
    {
      name: VAULT.name,
      component: VAULT.name,
      holds: ["all of Vault, encrypted by itself"],
      when: cronWords((job.spec as { schedule: string }).schedule),
      reach: `${days} days`,
      place: `gs://${lab.cluster.buckets.hostBackups}/vault`,
      restore: restoreCommand(lab.cluster, VAULT.name),
    },
  ];
}

/** When a timer of the lab fires; all hosts have the same hour, and each its own minute within the delay. */
function whenOf(host: Host, timer: string): string {
  const text = textAt(host, `/etc/systemd/system/lab-${timer}.timer`);
  const setting = (name: string) => new RegExp(`^${name}=(.*)$`, "m").exec(text)?.[1] ?? "";
  return `${calendarWords(setting("OnCalendar"))} or up to ${spanWords(setting("RandomizedDelaySec"))} later`;
}

function textAt({ files }: Host, path: string): string {
  return files.find(file => file.path === path)?.content ?? "";
}
