import { quote } from "../../../clusters/fault.ts";
import type { GroupKind } from "../../../platform/components/argocd/kinds.ts";

/** Kinds in quotes, such as `"apps/Deployment", "Service"`. */
export function kindNames(kinds: readonly GroupKind[]): string {
  return kinds.map(kind => quote(kindName(kind))).join(", ");
}

/** e.g. `apps/Deployment`, or `Service` for the core group. */
export function kindName({ group, kind }: GroupKind): string {
  return group === "" ? kind : `${group}/${kind}`;
}
