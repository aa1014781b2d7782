import type { VaultPaths } from "../../../platform/components/vault-secrets-operator/readers.ts";
import { vaultStack } from "../../../platform/tofu/vault/stack.ts";
import type { Lab } from "../../checks/rule.ts";
import { WORKFLOWS_MOUNT } from "../../secrets/app-workflow-needs.ts";
import { stackLab } from "../../tofu/stack-files.ts";
import { oncePerLab } from "../once-per-lab.ts";

/** Who may log in to Vault without being its administrator, and what its one policy allows. */
export interface VaultReader {
  /** Also the name of its policy: `erp`, `gitea_cicd_erp`. */
  readonly role: string;
  /** Service account that logs in, `erp/erp`, or repository whose workflows do, `arcodange-org/erp`. */
  readonly login: { readonly account: string } | { readonly repository: string };
  readonly paths: VaultPaths;
}

/** Name of the policy that allows everything, to owners of the organisation: `platform/tofu/vault/people.tf`. */
export const ADMINISTRATORS = "owners";

/**
 * Everybody with a policy of their own: from the cluster, by the variables of the stack `vault`, and the workflows of each
 * app, by what `platform/tofu/vault/ci.tf` makes of them.
 */
export const vaultReadersOf = oncePerLab((lab): readonly VaultReader[] => {
  const { readers, ci } = vaultStack.variables(stackLab(lab)) as unknown as Variables;
  return [
    ...Object.entries(readers).map(([role, { namespace, service_account, paths }]) => {
      return { role, login: { account: `${namespace}/${service_account}` }, paths };
    }),
    ...Object.entries(ci).map(([app, { role, repository }]) => {
      return { role, login: { repository }, paths: { [`${WORKFLOWS_MOUNT}/data/${app}/*`]: ["read"] } };
    }),
  ];
});

/** As the stack declares them: platform/tofu/vault/variables.tf. */
interface Variables {
  readonly readers: Readonly<
    Record<string, { readonly namespace: string; readonly service_account: string; readonly paths: VaultPaths }>
  >;
  readonly ci: Readonly<Record<string, { readonly role: string; readonly repository: string }>>;
}

/**
 * Who may read at a path of Vault's API. Of several lines of a policy that fit, Vault takes the one that is longest, or
 * exact.
 *
 * @param api `kvv2/data/erp/smtp`
 * @see https://developer.hashicorp.com/vault/docs/concepts/policies#policy-syntax
 */
export function readersAt(lab: Lab, api: string): readonly VaultReader[] {
  const lines = linesOf(lab);
  const settled = new Map<VaultReader, boolean>();
  for (const pattern of patternsFor(api)) {
    for (const { reader, capabilities } of lines.get(pattern) ?? []) {
      if (!settled.has(reader)) settled.set(reader, capabilities.includes("read"));
    }
  }
  const readers = [...settled].flatMap(([reader, may]) => (may ? reader : []));
  return readers.sort((one, other) => (one.role < other.role ? -1 : 1));
}

/** Lines of all policies by the path that they name, so that no path has to be held against every policy. */
const linesOf = oncePerLab(lab => {
  const lines = vaultReadersOf(lab).flatMap(reader =>
    Object.entries(reader.paths).map(([path, capabilities]) => ({ reader, path, capabilities })),
  );
  return Map.groupBy(lines, ({ path }) => path);
});

/** Every line of a policy that fits a path, from the most to the least exact. No policy here has a `+`. */
function patternsFor(api: string): string[] {
  const prefixes = Array.from({ length: api.length + 1 }, (_, cut) => `${api.slice(0, api.length - cut)}*`);
  return [api, ...prefixes];
}
