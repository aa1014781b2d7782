import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { fieldsOf, mappingsOf, textOf, valueAt } from "./fields.ts";
import { hostsOf } from "./hosts-of.ts";
import { inWords } from "./in-words.ts";
import { containersOf, podsOf } from "./pods.ts";

/**
 * What an object uses that two environments should not share: hosts, volumes, places and roles in Vault, databases. In
 * words, with what tells it apart: `path "erp/smtp" of "kvv2" in Vault`. Values of settings are left out, for they may be
 * secret: two things are the same if their `id` is.
 */
export function usedThings(object: KubeObject): { readonly id: string; readonly what: string }[] {
  return [...hostsOf(object).map(host => `host "${host}"`), ...volumes(object), ...inVault(object)]
    .map(what => ({ id: what, what }))
    .concat(databases(object));
}

function volumes(object: KubeObject): string[] {
  const claimed =
    groupKind(object) === "PersistentVolumeClaim" ? textOf(valueAt(object, "spec.volumeName")) : undefined;
  const mounted = mappingsOf(podsOf(object)?.spec.volumes).flatMap(({ nfs }) => {
    const { server, path } = fieldsOf(nfs);
    return nfs == null ? [] : [`folder "${inWords(path)}" of "${inWords(server)}"`];
  });
  return [...(claimed === undefined ? [] : [`volume "${claimed}"`]), ...mounted];
}

function inVault(object: KubeObject): string[] {
  const spec = fieldsOf(object.spec);
  const [mount, path, role] = [spec.mount, spec.path, valueAt(spec, "kubernetes.role")].map(inWords);
  switch (groupKind(object)) {
    case "secrets.hashicorp.com/VaultAuth":
      return spec.kubernetes == null ? [] : [`role "${role}" of "${mount}" in Vault`];
    case "secrets.hashicorp.com/VaultStaticSecret":
    case "secrets.hashicorp.com/VaultDynamicSecret":
      return [`path "${path}" of "${mount}" in Vault`];
    default:
      return [];
  }
}

/** Settings that name a database, by the usual names of variables. */
function databases(object: KubeObject): { readonly id: string; readonly what: string }[] {
  const variables = containersOf(object).flatMap(({ fields }) => mappingsOf(fields.env));
  const settings = groupKind(object) === "ConfigMap" ? Object.entries(fieldsOf(object.data)) : [];
  return [...variables.map(({ name, value }) => [textOf(name) ?? "", value] as const), ...settings].flatMap(
    ([name, value]) => {
      const text = textOf(value) ?? "";
      if (!DATABASE.test(name) || text === "") return [];
      return [{ id: `${name}=${text}`, what: `database in "${name}"` }];
    },
  );
}

const DATABASE = /^(.*_)?(DATABASE|DB|PGDATABASE|DATABASE_NAME|DB_NAME|DATABASE_URL|DB_URL|DSN|DATABASE_URI)$/i;
