import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { type Fields, fieldsOf, textOf } from "./fields.ts";

/** Whether it is one of Argo CD's own ConfigMaps, which are known by their names. */
export function isArgocdSettings(object: KubeObject, name: "argocd-cm" | "argocd-rbac-cm"): boolean {
  return groupKind(object) === "ConfigMap" && object.metadata.name === name;
}

/**
 * Ways by which a person logs in, as argocd-cm has them: `["single sign-on", "account admin"]`.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/user-management/
 */
export function loginsOf(settings: KubeObject): string[] {
  const data = fieldsOf(settings.data);
  const isOn = (account: string) =>
    data[account === "admin" ? "admin.enabled" : `accounts.${account}.enabled`] !== "false";
  const accounts = Object.entries(data).flatMap(([key, value]) => {
    const name = /^accounts\.([^.]+)$/.exec(key)?.[1];
    return name !== undefined && name !== "admin" && /\blogin\b/.test(textOf(value) ?? "") ? [name] : [];
  });
  return [
    ...(isSet(data["oidc.config"]) || isSet(data["dex.config"]) ? ["single sign-on"] : []),
    ...["admin", ...accounts].filter(isOn).map(account => `account ${account}`),
  ];
}

function isSet(value: unknown): boolean {
  return (textOf(value) ?? "").trim() !== "";
}

/** Who may do what, as argocd-rbac-cm has it. https://argo-cd.readthedocs.io/en/stable/operator-manual/rbac/ */
export interface ArgocdRights {
  /** Groups and accounts that may do everything, but for the account `admin`, which always may. */
  readonly admins: readonly string[];
  /** Role of everybody who logs in; "" for none. */
  readonly fallback: string;
}

export function argocdRightsOf(settings: KubeObject): ArgocdRights {
  const data = fieldsOf(settings.data);
  const lines = policyLines(data);
  const mighty = new Set([
    "role:admin",
    ...lines.flatMap(([type, subject = "", ...rest]) => (type === "p" && isAll(rest) ? [subject] : [])),
  ]);
  const members = lines.flatMap(([type, member = "", role = ""]) => (type === "g" ? [{ member, role }] : []));
  for (let size = 0; size !== mighty.size; ) {
    size = mighty.size;
    for (const { member, role } of members) if (mighty.has(role)) mighty.add(member);
  }
  return {
    admins: [...mighty].filter(name => !name.startsWith("role:")),
    fallback: textOf(data["policy.default"]) ?? "",
  };
}

function policyLines(data: Fields): string[][] {
  const policies = Object.entries(data).filter(([key]) => /^policy\.(.+\.)?csv$/.test(key));
  return policies.flatMap(([, text]) =>
    (textOf(text) ?? "").split("\n").map(line => line.split(",").map(word => word.trim())),
  );
}

/** Every resource, action and object. */
function isAll([resource, action, object, effect = "allow"]: readonly string[]): boolean {
  return resource === "*" && action === "*" && (object === "*" || object === "*/*") && effect === "allow";
}
