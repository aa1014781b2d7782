import type { Cluster } from "../../clusters/lab.ts";
import { postgresAddress } from "../../platform/postgres.ts";
import type { GiteaAccess } from "../../platform/secrets/gitea-request.ts";
import type { PostgresAccess } from "../../platform/secrets/postgres-session.ts";
import { secret } from "../../platform/secrets/source.ts";
import type { VaultAccess } from "../../platform/secrets/vault-request.ts";

/** The servers that share secrets, and the right to tell them some. The last two are asked for when they are needed. */
export interface Workshop {
  readonly vault: VaultAccess;
  /** As its administrator. */
  readonly gitea: () => Promise<GiteaAccess>;
  /** As its superuser. */
  readonly postgres: () => Promise<PostgresAccess>;
}

/** The servers of a cluster, with what the secret source knows of them. */
export function workshopOf(cluster: Cluster, vault: VaultAccess): Workshop {
  return {
    vault,
    gitea: once(async () => ({ url: `https://${cluster.gitea.host}`, token: await secret("gitea/token") })),
    postgres: once(async () => ({
      host: postgresAddress(cluster),
      port: cluster.postgres.port,
      user: process.env.PGUSER || "postgres",
      password: await secret("postgres/superuser"),
    })),
  };
}

/** A person is asked once, also when the answer is no good. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= ask();
    return answer;
  };
}
