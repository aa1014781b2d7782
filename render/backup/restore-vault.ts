import type { Cluster } from "../../clusters/lab.ts";
import { BACKUP_FOLDER, needsKey } from "../../platform/hosts/parts/backup.ts";
import { serverOf } from "../../platform/hosts/server-of.ts";
import { withoutSent } from "../../platform/secrets/without-sent.ts";
import { quote } from "../remote/quote.ts";
import { hostNamed } from "../up/lab/host-named.ts";
import { reachVault } from "../up/lab/reach-vault.ts";
import { vaultToken } from "../up/lab/vault-token.ts";
import type { LabAt } from "../up/lab-at.ts";

const PATIENCE_MILLISECONDS = 120_000;

/**
 * Puts Vault back as a snapshot has it, which the cluster's own job `vault-snapshot` takes each night. Vault has to be
 * initialised and open, if only to be overwritten; afterwards it opens with the keys of the time of the snapshot.
 *
 * @param snapshot its name, or `latest`
 * @returns what was done, a line each
 * @see https://developer.hashicorp.com/vault/api-docs/system/storage/raft#force-restore-raft-using-a-snapshot
 */
export async function restoreVault(on: LabAt, snapshot: string): Promise<string[]> {
  const { remote } = hostNamed(on, serverOf(on.cluster).name);
  const folder = snapshotFolder(on.cluster);
  const name = nameIn(await vaultSnapshots(on), snapshot);
  on.say(`fetches snapshot ${name}`);
  const encoded = await remote.run(`rclone cat ${quote(`${folder}/${name}`)} | base64`, {
    asRoot: true,
    timeoutSeconds: 600,
  });
  const token = await vaultToken(on);
  await reachVault(on, url => overwrite(url, token, Buffer.from(encoded, "base64")));
  return [`put Vault back as ${name} has it; it opens with the keys of that time`];
}

/** Names of the snapshots that there are, the oldest first. They begin with the time: `2026-11-29T02-00-00Z.snap`. */
export async function vaultSnapshots(on: LabAt): Promise<string[]> {
  const { remote } = hostNamed(on, serverOf(on.cluster).name);
  await remote.run(`command -v rclone || { apt-get update -qq && ${INSTALL}; }`, { asRoot: true, timeoutSeconds: 600 });
  const folder = quote(snapshotFolder(on.cluster));
  const list = await remote.run(`rclone lsf --files-only ${folder}`, { asRoot: true, timeoutSeconds: 300 });
  return list
    .split("\n")
    .filter(name => name.endsWith(".snap"))
    .sort();
}

const INSTALL = "DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends rclone";

/** As rclone names it, with the key by which hosts write their backups. */
function snapshotFolder({ hosts, buckets }: Cluster): string {
  if (!needsKey({ hosts })) return `${hosts.backups}/vault`;
  return `:gcs,service_account_file="${BACKUP_FOLDER}/gcs-key.json",bucket_policy_only=true:${buckets.hostBackups}/vault`;
}

function nameIn(known: readonly string[], wanted: string): string {
  const found = wanted === "latest" ? known.at(-1) : known.find(name => name === wanted || name === `${wanted}.snap`);
  if (found !== undefined) return found;
  const there = known.length === 0 ? "there is none yet" : `there are ${known.slice(-5).join(", ")}`;
  throw new Error(`Cannot restore vault: there is no snapshot "${wanted}", ${there}`);
}

async function overwrite(url: string, token: string, snapshot: Uint8Array<ArrayBuffer>): Promise<void> {
  const response = await fetch(`${url}/v1/sys/storage/raft/snapshot-force`, {
    method: "POST",
    headers: { "X-Vault-Token": token },
    body: snapshot,
    signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
  });
  if (response.ok) return;
  const answer = withoutSent(await response.text(), [token]).slice(0, 300);
  throw new Error(`Cannot restore vault: it answers ${response.status}: ${answer}`);
}
