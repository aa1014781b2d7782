import { BACKUP_KEY, needsKey } from "../../../platform/hosts/parts/backup.ts";
import { serverOf } from "../../../platform/hosts/server-of.ts";
import { fromEnvironment } from "../../../platform/secrets/source-environment.ts";
import { vaultRequest } from "../../../platform/secrets/vault-request.ts";
import { keepSecrets } from "../kept-secrets.ts";
import type { LabAt } from "../lab-at.ts";
import type { Step } from "../step.ts";
import { hostNamed } from "./host-named.ts";
import { placeAgain } from "./place-again.ts";
import { reachVault } from "./reach-vault.ts";
import { ROOT_TOKEN } from "./vault-token.ts";

/** Where the stack `google` leaves it. */
const PATH = `kvv2/data/_lab/${BACKUP_KEY}`;

/**
 * The key by which hosts write their backups, from Vault to the hosts, once the stack `google` has made it. Until then there
 * is nothing to do, and the lab comes up without backups of its hosts, which `lab status` says.
 */
export const backupKey: Step<LabAt> = {
  name: "backup-key",
  does: "lets hosts write their backups",
  limitSeconds: 600,
  undo: `remove ${BACKUP_KEY} from /etc/lab/secrets of the server of k3s, and its copies from /etc/lab of every host`,
  async check(on) {
    if (!needsKey(on.cluster) || homeOf(on).secrets.has(BACKUP_KEY)) return [];
    return (await found(on)) === undefined ? [] : ["no host has the key of the bucket for backups"];
  },
  async do(on) {
    const key = await found(on);
    if (key === undefined) return;
    await keepSecrets(homeOf(on), new Map([[BACKUP_KEY, key]]));
    await placeAgain(on.hosts.values());
  },
};

/** Nobody is asked for it, or for a token to read it with: backups can wait. */
async function found(on: LabAt): Promise<string | undefined> {
  const given = fromEnvironment(BACKUP_KEY);
  if ("value" in given) return given.value;
  const token = hostNamed(on, on.cluster.gitea.node).secrets.get(ROOT_TOKEN) ?? process.env.VAULT_TOKEN;
  if (!token) return undefined;
  const answer = await reachVault(on, url => vaultRequest<Answer>({ url, token }, "GET", PATH));
  return answer?.data?.data?.value;
}

/** https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2#read-secret-version */
interface Answer {
  readonly data?: { readonly data?: { readonly value?: string } | null };
}

function homeOf(on: LabAt) {
  return hostNamed(on, serverOf(on.cluster).name);
}
