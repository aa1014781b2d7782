import { readFileSync } from "node:fs";
import type { Cluster } from "../../clusters/lab.ts";
import { type Keepsake, keepsakesOf } from "../../platform/hosts/keepsakes.ts";
import { quote } from "../remote/quote.ts";
import type { HostAt } from "../up/host-at.ts";
import { reachBackups } from "./reach-backups.ts";

export interface RestoreWish {
  /** `gitea`. */
  readonly name: string;
  /** Host that it lies on; needed where several keep something of that name. */
  readonly host?: string;
  /** Identifier of a snapshot, as `restic snapshots` lists them, or `latest`. */
  readonly snapshot: string;
}

const LIMIT_SECONDS = 6 * 3600;
const PUT_BACK = readFileSync(new URL("../../platform/hosts/backup/put-back.sh", import.meta.url), "utf8");

/**
 * The one thing that is to be restored.
 *
 * @throws {Error} when no host keeps such a thing, or more than one does
 */
export function keepsakeNamed(cluster: Cluster, { name, host }: Pick<RestoreWish, "name" | "host">): Keepsake {
  const all = Object.keys(cluster.nodes).flatMap(node => keepsakesOf(cluster, node));
  const found = all.filter(keepsake => keepsake.name === name && (host === undefined || keepsake.node === host));
  const [only, ...others] = found;
  if (only === undefined) {
    const names = [...new Set(all.map(keepsake => keepsake.name))].join(", ");
    throw new Error(`Cannot restore "${name}"${host === undefined ? "" : ` of ${host}`}: there are ${names}`);
  }
  if (others.length === 0) return only;
  const nodes = found.map(({ node }) => node).join(", ");
  throw new Error(`Cannot restore "${name}": ${nodes} all have it, say which with --host`);
}

/**
 * Puts something back as a backup holds it, while the units that write there rest. What lies there now stays beside it,
 * under another name.
 *
 * @returns what was put where, and what was kept, a line each
 */
export async function restore(at: HostAt, cluster: Cluster, keepsake: Keepsake, snapshot: string): Promise<string[]> {
  const { remote, say } = at;
  const { paths, units, copy } = keepsake;
  const pairs = [...paths.flatMap(path => [path, path]), ...(copy === undefined ? [] : [copy.at, copy.of])];
  const names = units.map(quote).join(" ");
  await requireDisks(at, keepsake);
  const settings = await reachBackups(at, cluster);
  if (units.length > 0) {
    say(`stops ${units.join(", ")}`);
    await remote.run(`systemctl stop ${names}`, { asRoot: true, timeoutSeconds: 300 });
  }
  say(`restores ${paths.join(", ")}`);
  try {
    const printed = await remote.run(`${settings}\nset -- ${[snapshot, ...pairs].map(quote).join(" ")}\n${PUT_BACK}`, {
      asRoot: true,
      timeoutSeconds: LIMIT_SECONDS,
    });
    return printed.trim().split("\n");
  } finally {
    if (units.length > 0) {
      say(`starts ${units.join(", ")}`);
      await remote.run(`systemctl start ${names}`, { asRoot: true, timeoutSeconds: 600 });
    }
  }
}

/** On a machine that is new, what would be put below a mount point would lie under the disk once that is mounted. */
async function requireDisks({ host, remote }: HostAt, { name, paths }: Keepsake): Promise<void> {
  const needed = host.disks.filter(({ mountPoint }) => paths.some(path => path.startsWith(`${mountPoint}/`)));
  for (const { label, mountPoint } of needed) {
    const mounted = await remote.run(`findmnt --noheadings --output SOURCE ${quote(mountPoint)} || true`);
    if (mounted.trim() !== "") continue;
    throw new Error(
      `Cannot restore "${name}" on ${host.name}: disk ${label} is not mounted at ${mountPoint}, ` +
        `run npx lab up ${host.name} first`,
    );
  }
}

/** Snapshots of a host, as restic lists them. */
export async function snapshots(at: HostAt, cluster: Cluster): Promise<string> {
  const settings = await reachBackups(at, cluster);
  return at.remote.run(`${settings}\nrestic snapshots --compact --tag lab`, { asRoot: true, timeoutSeconds: 300 });
}
