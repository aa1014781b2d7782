import { gained, rulesOf } from "../objects/rbac-rules.ts";
import { enumerated } from "../words/enumerated.ts";
import type { Danger } from "./danger.ts";

/** What a new role allows is told by `role-powerful` alone. https://kubernetes.io/docs/reference/access-authn-authz/rbac/ */
export const roleWidened: Danger = {
  id: "role-widened",
  level: "warn",
  explanation:
    "A role allows more: everybody who has it may do that from now on, and so may who takes over one of them",
  remedy: "Allow the verbs and resources that are needed, by name, and to those alone who need them",
  change: ({ old, fresh }) => {
    const [was, is] = [old && rulesOf(old.object), fresh && rulesOf(fresh.object)];
    if (was === undefined || is === undefined) return [];
    return gained(was, is).map(({ thing, verbs }) => ({
      what: `allows ${enumerated(verbs)} on ${thing}`,
      field: "rules",
    }));
  },
};
