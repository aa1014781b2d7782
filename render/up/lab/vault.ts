import { VAULT } from "../../../platform/components/vault/api.ts";
import { UNSEAL_KEY } from "../../../platform/hosts/parts/vault-unseal.ts";
import { secret } from "../../../platform/secrets/source.ts";
import { vaultRequest } from "../../../platform/secrets/vault-request.ts";
import type { HostAt } from "../host-at.ts";
import { keepSecrets } from "../kept-secrets.ts";
import type { LabAt } from "../lab-at.ts";
import type { Step } from "../step.ts";
import { dropSecret } from "./drop-secret.ts";
import { hostNamed } from "./host-named.ts";
import { reachVault, vaultPod } from "./reach-vault.ts";
import { until } from "./until.ts";
import { expectTaker, handOver, initialise, type VaultKeys } from "./vault-keys.ts";
import { ROOT_TOKEN } from "./vault-token.ts";

const LIMIT_SECONDS = 1200;

/** What Vault said when it was initialised, until somebody has taken it: a kill meanwhile loses nothing. */
const FIRST_KEYS = "vault/first-keys";

/**
 * Vault initialised, its keys with whoever keeps them, and unsealed. Gitea's host keeps what it said, for root alone, from
 * the moment at which it was said: the keys until somebody has taken them, and the key for the timer for good.
 *
 * Killed between Vault's answer and that moment, nobody has its keys. Then it is empty still: what the undo says helps.
 */
export const vault: Step<LabAt> = {
  name: "vault",
  does: "initialises and unseals Vault",
  limitSeconds: LIMIT_SECONDS,
  undo:
    "while nothing lies in Vault: kubectl -n tools delete pvc data-vault-0, and pod vault-0; on Gitea's host remove " +
    "/etc/lab/secrets/vault",
  async check(on) {
    if ((await vaultPod(on.kubectl)) === undefined) return ["Vault's pod does not run"];
    return reachVault(on, async url => faults(await sealStatus(url), homeOf(on)));
  },
  async do(on) {
    const podIsMissing = async () => ((await vaultPod(on.kubectl)) === undefined ? ["Vault's pod does not run"] : []);
    const missing = await until(podIsMissing, LIMIT_SECONDS - 300, on.say);
    if (missing.length > 0) throw new Error(`Cannot initialise Vault: ${missing.join()}, ${LOOK}`);
    await reachVault(on, url => open(on, url));
  },
};

const LOOK = `see kubectl -n ${VAULT.namespace} describe pod --selector=app.kubernetes.io/name=${VAULT.name}`;

/** https://developer.hashicorp.com/vault/api-docs/system/seal-status */
interface SealStatus {
  readonly initialized: boolean;
  readonly sealed: boolean;
  /** How many shares of the key it takes. */
  readonly t: number;
}

function faults({ initialized, sealed }: SealStatus, { secrets }: HostAt): string[] {
  if (!initialized) return ["Vault is not initialised"];
  return [
    ...(sealed ? ["Vault is sealed"] : []),
    ...(secrets.has(FIRST_KEYS) ? ["nobody has taken Vault's keys yet"] : []),
  ];
}

async function open(on: LabAt, url: string): Promise<void> {
  const home = homeOf(on);
  if (!(await sealStatus(url)).initialized) {
    await expectTaker(on);
    await keep(on, await initialise(url, on.cluster));
  }
  const first = firstKeys(home);
  await unseal(url, first?.shares ?? kept(home), on.say);
  if (first === undefined) return;
  await handOver(on, first);
  await dropSecret(home, FIRST_KEYS);
}

/** Everything at once, so that nothing of it can be missing. */
async function keep(on: LabAt, keys: VaultKeys): Promise<void> {
  const [share = ""] = keys.shares;
  const values = new Map([
    [FIRST_KEYS, JSON.stringify(keys)],
    [ROOT_TOKEN, keys.rootToken],
    ...(on.cluster.vault.unseal === "timer" ? [[UNSEAL_KEY, share] as const] : []),
  ]);
  await keepSecrets(homeOf(on), values);
}

function firstKeys({ secrets }: HostAt): VaultKeys | undefined {
  const text = secrets.get(FIRST_KEYS);
  return text === undefined ? undefined : (JSON.parse(text) as VaultKeys);
}

function kept({ secrets }: HostAt): string[] {
  const key = secrets.get(UNSEAL_KEY);
  return key === undefined ? [] : [key];
}

/** Unseals it with the keys that there are, then with those of the secret source, and waits until it takes orders. */
async function unseal(url: string, keys: readonly string[], say: (line: string) => void): Promise<void> {
  for (let number = 1; ; number++) {
    const { sealed, t: threshold } = await sealStatus(url);
    if (!sealed) break;
    if (number > Math.max(threshold, keys.length)) {
      throw new Error("Cannot unseal Vault: it took every key, and is sealed, so that one of them is of another Vault");
    }
    const key = keys[number - 1] ?? (await secret(threshold === 1 ? UNSEAL_KEY : `${UNSEAL_KEY}-${number}`));
    await vaultRequest({ url, token: "" }, "PUT", "sys/unseal", { key });
  }
  const missing = await until(() => notLeading(url), 120, say);
  if (missing.length > 0) throw new Error(`Cannot go on with Vault: ${missing.join()}`);
}

/** Until it leads itself, it refuses to write. */
async function notLeading(url: string): Promise<string[]> {
  const { ok, status } = await fetch(`${url}/v1/sys/health`);
  return ok ? [] : [`Vault answers ${status} about its health`];
}

async function sealStatus(url: string): Promise<SealStatus> {
  return (await vaultRequest<SealStatus>({ url, token: "" }, "GET", "sys/seal-status")) as SealStatus;
}

function homeOf(on: LabAt): HostAt {
  return hostNamed(on, on.cluster.gitea.node);
}
