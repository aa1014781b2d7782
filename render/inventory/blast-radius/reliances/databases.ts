import { serviceThing, unitThing } from "../things.ts";
import type { Cause } from "./reliance.ts";

const POSTGRESQL = serviceThing("PostgreSQL");

/** Whoever has data in PostgreSQL, and whoever only gets there through the pooler. */
export const databases: Cause = ({ units }) => [
  { who: serviceThing("Gitea"), on: POSTGRESQL, effect: "stops", reason: "its database is in PostgreSQL" },
  ...units.flatMap(({ name, instance, component }) => {
    const who = unitThing(name);
    const { database, reaches = [] } = component?.requests ?? {};
    const isPooled = instance?.tools.includes("pgbouncer") === true;
    return [
      ...(instance?.database || database
        ? [{ who, on: POSTGRESQL, effect: "stops" as const, reason: "its database is in PostgreSQL" }]
        : []),
      ...(reaches.includes("postgres")
        ? [{ who, on: POSTGRESQL, effect: "stops" as const, reason: "it only passes on to PostgreSQL" }]
        : []),
      ...(isPooled
        ? [
            {
              who,
              on: unitThing("pgbouncer"),
              effect: "stops" as const,
              reason: "it gets to its database by pgbouncer",
            },
          ]
        : []),
    ];
  }),
];
