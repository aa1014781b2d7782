import { bindingOf } from "../objects/bindings.ts";
import type { Danger, Level } from "./danger.ts";

/** https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege */
export const bindingToEverybody: Danger = {
  id: "binding-to-everybody",
  level: "warn",
  explanation:
    "A role is given to a group that Kubernetes fills by itself: to everybody who reaches the API server, or to every pod",
  remedy: "Bind the role to the accounts that need it, by name",
  object: placed => {
    const { role, subjects = [] } = bindingOf(placed) ?? {};
    if (role === undefined || PUBLIC_ROLES.has(role.name)) return [];
    return subjects.flatMap(({ name }) => {
      const crowd = CROWDS.get(name);
      return crowd === undefined
        ? []
        : [{ ...crowd, what: `${crowd.what} gets ${role.kind} "${role.name}"`, field: "subjects" }];
    });
  },
};

const CROWDS: ReadonlyMap<string, { readonly what: string; readonly level: Level }> = new Map([
  ["system:anonymous", { what: "everybody, without a login,", level: "stop" }],
  ["system:unauthenticated", { what: "everybody, without a login,", level: "stop" }],
  ["system:authenticated", { what: "everybody with any login, every pod included,", level: "warn" }],
  ["system:serviceaccounts", { what: "every pod of the cluster", level: "warn" }],
]);

/** What Kubernetes itself gives to everybody: versions, health and the API's description. */
const PUBLIC_ROLES: ReadonlySet<string> = new Set([
  "system:basic-user",
  "system:discovery",
  "system:public-info-viewer",
  "system:service-account-issuer-discovery",
]);
