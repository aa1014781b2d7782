import { join } from "node:path";
import type { Cluster } from "../../clusters/lab.ts";
import { stackFolder, variablesFile } from "../../platform/naming.ts";
import { type Stack, stateVariables } from "../../platform/tofu/stack.ts";
import { repositoryFolder } from "../repository.ts";
import { userCache } from "../user-cache.ts";
import { vaultAddress } from "./vault-address.ts";

/** One stack of one cluster, and what tofu needs to work on it. */
export interface StackWork {
  readonly cluster: string;
  readonly stack: string;
  /** Folder of its HCL. */
  readonly folder: string;
  /** File with the values of its variables, all but the passphrase. */
  readonly variables: string;
  /** Those that say where its state lies, and whose it is. */
  readonly state: ReturnType<typeof stateVariables>;
  /** Folder in which tofu keeps providers, and what it knows of the backend. */
  readonly data: string;
  /** Names of what its providers are told in the environment. */
  readonly credentials: readonly string[];
  /** Passphrase and credentials, for the environment of tofu and for nothing else. */
  readonly secrets: Readonly<Record<string, string>>;
  /** What else its environment holds for its providers. */
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * What tofu is told about a stack of a cluster.
 *
 * @throws {Error} when the stack writes to Vault and VAULT_ADDR is another than the cluster's
 */
export function stackWork(cluster: Cluster, { name, credentials }: Stack, secrets: StackWork["secrets"]): StackWork {
  return {
    cluster: cluster.name,
    stack: name,
    folder: join(repositoryFolder, stackFolder(name)),
    variables: join(repositoryFolder, variablesFile(cluster.name, name)),
    state: stateVariables(cluster, name),
    data: join(userCache("tofu"), cluster.name, name),
    credentials: Object.keys(credentials),
    secrets,
    settings: {
      ...("VAULT_TOKEN" in credentials && { VAULT_ADDR: vaultAddress(cluster) }),
      ...("PGPASSWORD" in credentials && SAFE_NAMES),
    },
  };
}

/**
 * In the database of an app its owner says what a name means, unless whoever comes says so himself: a superuser would run
 * whatever an app left there.
 *
 * @see https://www.postgresql.org/docs/17/libpq-envars.html
 */
const SAFE_NAMES = { PGOPTIONS: "-c search_path=pg_catalog" };

/** Such as `stack "vault" of arcodange`. */
export function titleOf({ stack, cluster }: Pick<StackWork, "stack" | "cluster">): string {
  return `stack "${stack}" of ${cluster}`;
}

/** A command of ours for this very stack: `lab tofu init vault --cluster rehearsal`. */
export function command({ stack, cluster }: Pick<StackWork, "stack" | "cluster">, name: string): string {
  return `lab tofu ${name} ${stack} --cluster ${cluster}`;
}
