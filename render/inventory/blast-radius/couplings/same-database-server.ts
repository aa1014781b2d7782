import type { Lab } from "../../../checks/rule.ts";
import { databaseConnectionsOf } from "../../storage/database-connections.ts";
import { databasesOf } from "../../storage/databases.ts";
import { serviceThing, thingsOf, unitThing } from "../things.ts";
import { type Coupling, sharedBy } from "./coupling.ts";

export const sameDatabaseServer: Coupling = {
  name: "same-database-server",
  title: "The same PostgreSQL server",
  explanation:
    "One server holds every database, and Gitea's. Whoever opens all connections, runs queries without end, or fills the " +
    "disk stops all of them, and deployments with them.",
  remedy: "Let apps connect by pgbouncer, which lends a few connections to each database.",
  find: lab =>
    sharedBy("PostgreSQL", databasesOf(lab).map(ownerThing(lab)), [
      "each logs in to its own database alone",
      ...connections(lab),
      "no measure for each: neither connections nor disk",
    ]),
};

/** Gitea's database is of a service beside the cluster. */
function ownerThing(lab: Lab) {
  return ({ name }: { readonly name: string }) =>
    thingsOf(lab).has(unitThing(name)) ? unitThing(name) : serviceThing("Gitea");
}

/** How many connections the server has for all. */
function connections(lab: Lab): string[] {
  const { all } = databaseConnectionsOf(lab);
  return all === 0 ? [] : [`${all} connections for all together`];
}
