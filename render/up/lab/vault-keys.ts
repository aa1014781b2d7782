import { $ } from "zx";
import type { Cluster } from "../../../clusters/lab.ts";
import { wordsOf } from "../../../platform/secrets/source-command.ts";
import { vaultRequest } from "../../../platform/secrets/vault-request.ts";
import type { LabAt } from "../lab-at.ts";

/** What Vault says once in its life, when it is initialised. */
export interface VaultKeys {
  /** Shares of the key that unseals it; or, where a cloud does that, of the one that makes a new root token. */
  readonly shares: readonly string[];
  /** How many of them it takes. */
  readonly threshold: number;
  readonly rootToken: string;
}

/**
 * Initialises Vault. Nobody gets these keys a second time.
 *
 * @see https://developer.hashicorp.com/vault/api-docs/system/init
 */
export async function initialise(url: string, { vault }: Cluster): Promise<VaultKeys> {
  const { shares, threshold } = KEY_SHARES[vault.unseal];
  const sealed = { secret_shares: shares, secret_threshold: threshold };
  const recovery = { recovery_shares: shares, recovery_threshold: threshold };
  const body = vault.unseal === "kms" ? recovery : sealed;
  const answer = (await vaultRequest<Initialised>({ url, token: "" }, "PUT", "sys/init", body)) as Initialised;
  const keys = vault.unseal === "kms" ? answer.recovery_keys_base64 : answer.keys_base64;
  return { shares: keys ?? [], threshold, rootToken: answer.root_token };
}

/** A timer has one key, and so has whoever recovers what a cloud unseals; among people two of three must agree. */
const KEY_SHARES = {
  timer: { shares: 1, threshold: 1 },
  kms: { shares: 1, threshold: 1 },
  hand: { shares: 3, threshold: 2 },
} as const satisfies Record<Cluster["vault"]["unseal"], { readonly shares: number; readonly threshold: number }>;

interface Initialised {
  readonly keys_base64?: readonly string[];
  readonly recovery_keys_base64?: readonly string[];
  readonly root_token: string;
}

/**
 * Makes sure that somebody takes the keys, before there are any: the command in `LAB_KEYS_COMMAND`, or a person who types
 * the name of the cluster.
 *
 * @throws {Error} when nobody does
 */
export async function expectTaker({ cluster, ask }: Pick<LabAt, "cluster" | "ask">): Promise<void> {
  if (keysCommand() !== undefined) return;
  const answer = await ask(
    `Vault of ${cluster.name} gets its keys now, and they are shown once. Have something ready to write them down, ` +
      `and type "${cluster.name}": `,
  );
  if (answer === cluster.name) return;
  const remedy = `set LAB_KEYS_COMMAND to a command that reads them from its standard input, ${EXAMPLE}`;
  if (answer === undefined) {
    throw new Error(`Cannot initialise Vault of ${cluster.name}: this is no terminal to show its keys on, ${remedy}`);
  }
  throw new Error(
    `Cannot initialise Vault of ${cluster.name}: "${answer}" is not its name, and nobody would have the keys; or ${remedy}`,
  );
}

/**
 * Gives the keys to the command in `LAB_KEYS_COMMAND`, which gets them on its standard input, or shows them on the terminal.
 *
 * @throws {Error} when nobody has taken them
 */
export async function handOver({ cluster, ask }: Pick<LabAt, "cluster" | "ask">, keys: VaultKeys): Promise<void> {
  const text = keysText(cluster.name, keys);
  const command = keysCommand();
  if (command !== undefined) return give(command, text);
  const answer = await ask(`\n${text}\nWrite them down, away from the lab, and type "done": `);
  if (answer === "done") return;
  throw new Error(
    `Cannot go on with Vault of ${cluster.name}: nobody has said "done", run "npx lab up --from vault", which shows its ` +
      `keys again; or set LAB_KEYS_COMMAND, ${EXAMPLE}`,
  );
}

const EXAMPLE = 'such as "pass insert --multiline lab/vault"';

/** What somebody needs who finds it years later. */
export function keysText(cluster: string, { shares, threshold }: Pick<VaultKeys, "shares" | "threshold">): string {
  const many = shares.length > 1 ? `, any ${threshold} of which will do, each for another person` : "";
  return [`Keys of Vault of ${cluster}${many}:`, ...shares.map((share, index) => `  ${index + 1}: ${share}`), ""].join(
    "\n",
  );
}

async function give(command: string, text: string): Promise<void> {
  const words = wordsOf(command);
  const child = $({
    nothrow: true,
    quiet: true,
    input: text,
    stdio: ["pipe", "pipe", "pipe"],
    timeout: "120s",
  })`${words}`;
  const { exitCode } = await child;
  if (exitCode === 0) return;
  throw new Error(
    `Cannot hand over Vault's keys: "${words[0]}", which LAB_KEYS_COMMAND names, ended with ${exitCode ?? "a signal"}; ` +
      'mend it, and run "npx lab up --from vault"',
  );
}

function keysCommand(): string | undefined {
  return process.env.LAB_KEYS_COMMAND?.trim() || undefined;
}
