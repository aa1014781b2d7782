import type { Finding } from "../../clusters/finding.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { inQuotes } from "./findings/mismatch.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { objectsOfKind } from "./lab/objects-by-kind.ts";
import type { Rule } from "./rule.ts";

/**
 * A role of Vault is of one service account: the policy is made of what its objects read, so two who shared one would
 * read each other's secrets.
 */
export const vaultRoles: Rule = {
  name: "vault-roles",
  check(lab) {
    const owners = new Map<string, Login>();
    return objectsOfKind(lab, "VaultAuth").flatMap(({ unit, object }) => {
      const { role = "", serviceAccount } = (object.spec as Spec).kubernetes ?? {};
      const login = { unit, object, account: `${object.metadata.namespace}/${serviceAccount}` };
      const owner = owners.get(role) ?? login;
      owners.set(role, owner);
      return owner.account === login.account ? [] : [finding(role, login, owner)];
    });
  },
};

interface Spec {
  readonly kubernetes?: { readonly role?: string; readonly serviceAccount?: string };
}

interface Login {
  readonly unit: BuiltUnit;
  readonly object: KubeObject;
  /** `<namespace>/<service account>` */
  readonly account: string;
}

function finding(role: string, { unit, object, account }: Login, owner: Login): Finding {
  return objectFinding(vaultRoles.name, unit, object, {
    field: "spec.kubernetes.role",
    problem: `${inQuotes(account)} takes the role ${inQuotes(role)} of ${inQuotes(owner.account)}`,
    remedy: `name a role of its own, as ${inQuotes(unit.name)}`,
  });
}
