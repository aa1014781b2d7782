import { oncePer } from "../../memory/once-per.ts";
import { allowsAll, bindingOf, type Subject } from "../objects/bindings.ts";
import { ofKind } from "../objects/of-kind.ts";
import type { Situation } from "../situation.ts";
import type { Danger, Sight } from "./danger.ts";

/**
 * Who has more roles, or the same in more places. A new RoleBinding for accounts of its own namespace is what every app
 * brings along, and not told; of whoever may do everything, `binding-to-cluster-admin` tells.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding
 */
export const bindingWidened: Danger = {
  id: "binding-widened",
  level: "warn",
  explanation: "Somebody gets a role who did not have it there: whoever takes over its pod or token has that right too",
  remedy: "Bind it in the namespace where it is needed, to who needs it",
  change: ({ old, fresh }, situation) => {
    const [was, is] = [old && bindingOf(old), fresh && bindingOf(fresh)];
    if (is === undefined || fresh === undefined || allowsAll(is, fresh, situation.after)) return [];
    const isSameRole = was?.role.kind === is.role.kind && was.role.name === is.role.name;
    const known = new Set(isSameRole ? was.subjects.map(({ text }) => text) : []);
    return is.subjects
      .filter(({ text }) => !known.has(text))
      .flatMap((subject): Sight[] => {
        const role = `${is.role.kind} "${is.role.name}"`;
        const told = (where: string) => ({ what: `${subject.text} gets ${role} ${where}`, field: "subjects" });
        if (!is.isEverywhere) {
          if (was !== undefined) return [told(`in "${fresh.namespace}"`)];
          return isForeign(subject, fresh.namespace) ? [{ ...told(`in "${fresh.namespace}"`), level: "note" }] : [];
        }
        if (boundLocally(situation).has(`${fresh.cluster}\n${subject.text}\n${is.role.name}`))
          return [told("in every namespace, and had it in one")];
        return [{ ...told("in every namespace"), ...(was === undefined && { level: "note" }) }];
      });
  },
};

function isForeign({ namespace }: Subject, place: string): boolean {
  return namespace !== "" && namespace !== place;
}

const boundLocally = oncePer(
  ({ before }: Situation) =>
    new Set(
      ofKind(before, "rbac.authorization.k8s.io/RoleBinding").flatMap(placed => {
        const binding = bindingOf(placed);
        if (binding === undefined) return [];
        return binding.subjects.map(({ text }) => `${placed.cluster}\n${text}\n${binding.role.name}`);
      }),
    ),
);
