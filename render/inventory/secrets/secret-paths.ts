import { VAULT_MOUNTS } from "../../../platform/components/vault-secrets-operator/api.ts";
import { databaseCredentialsPath } from "../../../platform/naming.ts";
import type { Keys } from "../../../platform/secrets/origin.ts";
import { type Owned, objectsOfKind } from "../../checks/lab/objects-by-kind.ts";
import type { Lab } from "../../checks/rule.ts";
import { appWorkflowNeeds } from "../../secrets/app-workflow-needs.ts";
import { declaredSecrets } from "../../secrets/declared-secrets.ts";
import { oncePerLab } from "../once-per-lab.ts";
import { ownerOf } from "../owner.ts";
import { databasesOf } from "../storage/databases.ts";
import { type Arrival, arrivalOf } from "./secret-arrivals.ts";
import { readersAt, type VaultReader } from "./secret-readers.ts";

/** A secret in Vault, with everybody who may read it and every place where it arrives. */
export interface SecretPath {
  /** As people name it, with its mount: `kvv2/erp/smtp`, `postgres/creds/erp`. */
  readonly path: string;
  /** App or component that it belongs to: `erp`. */
  readonly owner: string;
  readonly kind: "static" | "database user" | "workflows";
  /** With the origin of each. Absent: whatever the app reads, or a user that Vault makes. */
  readonly keys?: Keys;
  /** Whom a policy of Vault lets read it, administrators aside. */
  readonly readers: readonly VaultReader[];
  readonly arrivals: readonly Arrival[];
}

/** Every secret that somebody reads from Vault, by owner and path. */
export const secretPathsOf = oncePerLab((lab): readonly SecretPath[] => {
  const arrivals = arrivalsByPath(lab);
  const secrets = declared(lab).map(({ api, ...secret }) => ({
    ...secret,
    readers: readersAt(lab, api),
    arrivals: (arrivals.get(api) ?? []).map(owned => arrivalOf(lab, owned)),
  }));
  return secrets.sort((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
});

/** With spaces for slashes, so that `erp/smtp` comes before `erp-sandbox/smtp`. */
function sortKey({ owner, path }: Pick<SecretPath, "owner" | "path">): string {
  return `${owner} ${path}`.replaceAll("/", " ");
}

/** Those that belong to an app or a component, and those that its pods get of others. */
export function secretPathsAbout(lab: Lab, about: string): readonly SecretPath[] {
  return byParty(lab).get(about) ?? [];
}

const byParty = oncePerLab(lab => {
  const pairs = secretPathsOf(lab).flatMap(secret => [...partiesOf(secret)].map(party => ({ party, secret })));
  const groups = Map.groupBy(pairs, ({ party }) => party);
  return new Map([...groups].map(([party, list]) => [party, list.map(({ secret }) => secret)]));
});

function partiesOf({ owner, arrivals }: SecretPath): Set<string> {
  return new Set([
    owner,
    ...arrivals.flatMap(({ owner: reader, takers }) => [reader, ...takers.map(each => each.owner)]),
  ]);
}

type Declared = Omit<SecretPath, "readers" | "arrivals"> & { readonly api: string };

function declared(lab: Lab): Declared[] {
  const { kv, database } = VAULT_MOUNTS;
  return [
    ...declaredSecrets(lab).map(({ path, keys, unit }) => ({
      path: `${kv}/${path}`,
      api: `${kv}/data/${path}`,
      owner: ownerOf(unit),
      kind: "static" as const,
      ...(keys && { keys }),
    })),
    ...databasesOf(lab)
      .filter(({ manager }) => manager !== undefined)
      .map(({ name, owner }) => {
        const path = `${database}/${databaseCredentialsPath(name)}`;
        return { path, api: path, owner, kind: "database user" as const };
      }),
    ...appWorkflowNeeds(lab).map(({ path, keys = {} }) => {
      const [mount, owner = "", ...rest] = path.split("/");
      return { path, api: [mount, "data", owner, ...rest].join("/"), owner, kind: "workflows" as const, keys };
    }),
  ];
}

/** Objects of the operator by the path of Vault's API that they read. */
function arrivalsByPath(lab: Lab): Map<string, Owned[]> {
  return Map.groupBy(objectsOfKind(lab, "VaultStaticSecret", "VaultDynamicSecret"), ({ object }) => {
    const { mount, path } = object.spec as { readonly mount: string; readonly path: string };
    return object.kind === "VaultStaticSecret" ? `${mount}/data/${path}` : `${mount}/${path}`;
  });
}
