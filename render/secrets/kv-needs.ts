import { VAULT_MOUNTS } from "../../platform/components/vault-secrets-operator/api.ts";
import { vaultReaders } from "../../platform/components/vault-secrets-operator/readers.ts";
import type { Lab } from "../checks/rule.ts";
import { declaredSecrets } from "./declared-secrets.ts";
import { kvNeed } from "./kv-need.ts";
import type { Need } from "./need.ts";

/** Every secret that components and apps declare. */
export function kvNeeds(lab: Lab): Need[] {
  const readers = readersByPath(lab);
  return declaredSecrets(lab).map(({ path, keys }) =>
    kvNeed(
      lab.cluster,
      { mount: VAULT_MOUNTS.kv, secret: path },
      { path, readers: readers.get(path) ?? [], ...(keys && { keys }) },
    ),
  );
}

function readersByPath({ units }: Lab): Map<string, string[]> {
  const prefix = `${VAULT_MOUNTS.kv}/data/`;
  const reads = vaultReaders(units.flatMap(({ objects }) => objects)).flatMap(({ role, paths }) =>
    Object.keys(paths)
      .filter(path => path.startsWith(prefix))
      .map(path => ({ role, secret: path.slice(prefix.length) })),
  );
  const bySecret = Map.groupBy(reads, ({ secret }) => secret);
  return new Map([...bySecret].map(([secret, all]) => [secret, all.map(({ role }) => role).sort()]));
}
