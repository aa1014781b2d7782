import type { InstalledApp } from "../installed-apps.ts";
import type { Flow, Place } from "./place.ts";

/** Apps that ask for the same kind of things, which stand together. */
export interface AppGroup {
  readonly place: Place;
  readonly hasDatabase: boolean;
  readonly hasSecrets: boolean;
}

/** Above, names give way to a number. */
const MOST_NAMES = 6;

/** Apps with a database, and those without. */
export function appGroups(apps: readonly InstalledApp[]): AppGroup[] {
  const groups = Map.groupBy(apps, ({ instances }) => instances.some(({ database }) => database));
  return [...groups].map(([hasDatabase, members]) => {
    const instances = members.flatMap(app => app.instances);
    const what = `${members.length} ${members.length === 1 ? "app" : "apps"}`;
    const names = instances.map(({ name }) => name).join(", ");
    return {
      place: {
        id: hasDatabase ? "apps with a database" : "apps without a database",
        name: `${what} ${hasDatabase ? "with" : "without"} a database`,
        details: [instances.length <= MOST_NAMES ? names : `${instances.length} instances`],
        sort: "app",
        within: "k3s",
      },
      hasDatabase,
      hasSecrets: hasDatabase || instances.some(({ secrets }) => secrets.length > 0),
    };
  });
}

/** What goes to and from a group of apps. */
export function flowsOfApps({ place: { id }, hasDatabase, hasSecrets }: AppGroup): Flow[] {
  return [
    { from: "traefik", to: id, what: "requests" },
    ...(hasDatabase ? [{ from: id, to: "postgres", what: "data" }] : []),
    ...(hasSecrets ? [{ from: "vault-secrets-operator", to: id, what: "Secrets" }] : []),
  ];
}
