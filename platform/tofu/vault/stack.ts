import type { Cluster } from "../../../clusters/lab.ts";
import { VAULT_MOUNTS } from "../../components/vault-secrets-operator/api.ts";
import { ownPaths, type VaultPaths, vaultReaders } from "../../components/vault-secrets-operator/readers.ts";
import { databaseRoles } from "../../databases.ts";
import type { Declared } from "../../declared.ts";
import { lifetimeSeconds } from "../../lifetimes.ts";
import { ciMount, ciRole, repository } from "../../naming.ts";
import { postgresAddress } from "../../postgres.ts";
import type { Stack, StackLab } from "../stack.ts";

export const vaultStack: Stack = {
  name: "vault",
  makes: "Mounts, policies and roles: who may log in to Vault, and what each reads there.",
  needs: ["gitea", "postgres"],
  credentials: { VAULT_TOKEN: "vault/token" },
  variables({ cluster, declared, objects }) {
    return {
      vault_url: `https://${cluster.vault.host}`,
      organisation: cluster.gitea.organisation,
      postgres: { host: postgresAddress(cluster), port: cluster.postgres.port },
      lifetime_seconds: lifetimeSeconds(cluster),
      readers: readersOf({ cluster, declared, objects }),
      databases: databaseRoles(declared),
      ci: ciOf(cluster, declared),
    };
  },
};

/** By role. An instance reads what lies below its prefix; everything else, just what its objects name. */
function readersOf({ declared, objects }: StackLab) {
  const instances = new Set(declared.instances.map(({ name }) => name));
  const beyond: Readonly<Record<string, VaultPaths>> = Object.assign(
    {},
    ...declared.components.map(({ vaultPaths }) => vaultPaths),
  );
  const readers = vaultReaders(objects).map(({ role, namespace, serviceAccount, paths }) => {
    const own = instances.has(role) ? { ...ownPaths(role), ...withoutSecrets(paths) } : paths;
    return [role, { namespace, service_account: serviceAccount, paths: { ...own, ...beyond[role] } }] as const;
  });
  return Object.fromEntries(readers.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function withoutSecrets(paths: VaultPaths): VaultPaths {
  return Object.fromEntries(Object.entries(paths).filter(([path]) => !path.startsWith(`${VAULT_MOUNTS.kv}/`)));
}

/** By app. */
function ciOf({ gitea }: Cluster, { instances }: Declared) {
  const apps = [...new Set(instances.map(({ app }) => app))].sort();
  return Object.fromEntries(
    apps.map(app => [app, { mount: ciMount(app), role: ciRole(app), repository: repository(gitea.organisation, app) }]),
  );
}
