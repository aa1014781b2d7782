import { oncePer } from "../../memory/once-per.ts";
import type { FieldChange } from "../../tree/field-changes.ts";
import type { Desired } from "../desired.ts";
import { textOf, textsOf, valueAt } from "../objects/fields.ts";
import { inWords } from "../objects/in-words.ts";
import { ofKind } from "../objects/of-kind.ts";
import type { Danger, Sight } from "./danger.ts";

/**
 * Variables of the stack in platform/tofu/vault: `readers` are roles with their policies, by path and capabilities, and
 * `ci` those of the repositories' workflows. A role that comes with an app, or goes with it, is not told.
 *
 * @see https://developer.hashicorp.com/vault/docs/concepts/policies
 */
export const vaultPolicyChanged: Danger = {
  id: "vault-policy-changed",
  level: "warn",
  explanation:
    "A role of Vault may do more, or no longer what it did: whoever takes over its pod has that too, or its secrets expire and nothing renews them",
  remedy: "Give a role its own paths alone, and take none from it before what reads them is gone",
  change: ({ change }, { after }) => {
    if (!/(^|\/)tofu\/vault\.tfvars\.json$/.test(change.path) || change.verb !== "update") return [];
    return change.fields.flatMap(field => {
      const [variable = "", role = "", ...inner] = segments(field.path);
      if (variable === "ci") return inner.length === 0 ? [] : [altered(`the workflow of "${role}"`, inner, field)];
      if (variable !== "readers") return [];
      if (inner.length === 0) return removedRole(role, field, change.cluster, after);
      if (inner[0] !== "paths" || inner[1] === undefined) return [altered(`role "${role}"`, inner, field)];
      return path(role, inner[1], field, after);
    });
  },
};

/** `readers.erp.paths["kvv2/data/*"][1]` → `readers`, `erp`, `paths`, `kvv2/data/*`, `1`. */
function segments(path: string): string[] {
  return [...path.matchAll(/\["(.*?)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(
    ([, quoted, index, plain]) => quoted ?? index ?? plain ?? "",
  );
}

function altered(subject: string, inner: readonly string[], field: FieldChange): Sight {
  const [was, is] = [field.before, field.after].map(inWords);
  return { what: `${inner.join(".")} of ${subject} becomes ${is}, and was ${was}`, field: field.path };
}

function removedRole(role: string, field: FieldChange, cluster: string, after: Desired): Sight[] {
  if ("after" in field) return [];
  const isUsed = ofKind(after, "secrets.hashicorp.com/VaultAuth").some(
    placed => placed.cluster === cluster && valueAt(placed.object, "spec.kubernetes.role") === role,
  );
  return isUsed ? [{ what: `role "${role}" goes, and pods still log in by it`, field: field.path }] : [];
}

function path(role: string, place: string, field: FieldChange, after: Desired): Sight[] {
  const [lost, gained] = [field.before, field.after].map(capabilities);
  return [
    ...(gained ?? []).map(capability => ({
      what: `role "${role}" may ${capability} "${place}"`,
      field: field.path,
      ...(place.split("/").includes(role) && { level: "note" as const }),
    })),
    ...(lost ?? []).map(capability => ({
      what: `role "${role}" may no longer ${capability} "${place}"`,
      field: field.path,
      ...(!isRead(place, after) && { level: "note" as const }),
    })),
  ];
}

function capabilities(value: unknown): string[] {
  return typeof value === "string" ? [value] : textsOf(value);
}

function isRead(place: string, after: Desired): boolean {
  const start = place.endsWith("*") ? place.slice(0, -1) : undefined;
  return readPaths(after).some(read => read === place || (start !== undefined && read.startsWith(start)));
}

/** Paths as policies write them: of a secret in the engine `kv-v2`, with `data` in it. */
const readPaths = oncePer((desired: Desired): string[] =>
  ofKind(desired, ...SECRETS).flatMap(({ object }) => {
    const [mount, path, type] = ["mount", "path", "type"].map(name => textOf(valueAt(object, `spec.${name}`)) ?? "");
    return [type === "kv-v2" ? `${mount}/data/${path}` : `${mount}/${path}`];
  }),
);

const SECRETS = ["VaultStaticSecret", "VaultDynamicSecret", "VaultPKISecret"].map(
  kind => `secrets.hashicorp.com/${kind}`,
);
