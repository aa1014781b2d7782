import { databaseRoles } from "../../../platform/databases.ts";
import type { Lab } from "../../checks/rule.ts";
import { stackLab } from "../../tofu/stack-files.ts";
import { oncePerLab } from "../once-per-lab.ts";
import { ownerOf } from "../owner.ts";

/** A database of the one PostgreSQL server. */
export interface Database {
  readonly name: string;
  /** App or component that it belongs to, or the program of a host: `erp`, `Gitea`. */
  readonly owner: string;
  /** Role that owns what is in it. */
  readonly ownerRole: string;
  /** Role by which Vault makes its users. Absent: who uses it has a password of its own. */
  readonly manager?: string;
}

/** What Gitea makes for itself before each start: `platform/hosts/services/gitea/database.sql`. */
const GITEA: Database = { name: "gitea", owner: "Gitea", ownerRole: "gitea" };

/** Every database of a lab, by name. */
export const databasesOf = oncePerLab((lab): readonly Database[] => {
  const owners = new Map(lab.units.map(unit => [unit.name, ownerOf(unit)]));
  const roles = Object.entries(databaseRoles(stackLab(lab).declared));
  const own = roles.map(([name, { owner: ownerRole, manager }]) => {
    return { name, owner: owners.get(name) ?? name, ownerRole, manager };
  });
  return [...own, GITEA].sort((one, other) => (one.name < other.name ? -1 : 1));
});

/** What one app or component has. */
export function databasesOwnedBy(lab: Lab, owner: string): readonly Database[] {
  return byOwner(lab).get(owner) ?? [];
}

const byOwner = oncePerLab(lab => Map.groupBy(databasesOf(lab), ({ owner }) => owner));
