import type { Cluster } from "../../clusters/lab.ts";
import {
  BACKUP_FOLDER,
  BACKUP_KEY,
  BACKUP_PASSPHRASE,
  backupSettings,
  needsKey,
  repositoryOf,
} from "../../platform/hosts/parts/backup.ts";
import { secrets } from "../../platform/secrets/source.ts";
import { quote } from "../remote/quote.ts";
import type { HostAt } from "../up/host-at.ts";

/** In memory: what lies there is gone after the next start. */
const FOR_NOW = "/run/lab-restore";

/**
 * Lets a host read its backups: as it does at night, or, on one that has nothing yet, with passphrase and key from the
 * source of secrets, until its next start.
 *
 * @returns lines of `sh` that tell restic where they are
 */
export async function reachBackups({ host, remote }: HostAt, cluster: Cluster): Promise<string> {
  const repository = repositoryOf(cluster, host.name);
  const files = new Map([[BACKUP_PASSPHRASE, "passphrase"]]);
  if (needsKey(cluster)) files.set(BACKUP_KEY, "gcs-key.json");
  const there = [...files.values()].map(name => `test -s ${BACKUP_FOLDER}/${name}`).join(" && ");
  const known = await remote.run(`${there} && command -v restic || true`, { asRoot: true });
  if (known.trim() !== "") return exported(backupSettings(repository));
  const values = await secrets([...files.keys()]);
  await remote.run(
    "command -v restic || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends restic; }",
    { asRoot: true, timeoutSeconds: 600 },
  );
  for (const [secret, name] of files) {
    const script = `umask 077; mkdir -p ${FOR_NOW}; cat >${quote(`${FOR_NOW}/${name}`)}`;
    await remote.run(script, { asRoot: true, input: `${values[secret]}\n` });
  }
  return exported(backupSettings(repository, FOR_NOW));
}

function exported(settings: string): string {
  return `set -a\n${settings}set +a`;
}
