import type { Instance } from "../../platform/instance.ts";
import { appFile, coordinates, databaseCredentialsPath, factsFile, imagesFile, kvPath } from "../../platform/naming.ts";

import { postgresAddress } from "../../platform/postgres.ts";

/** One thing that an instance is known by, or is made of. */
export interface Coordinate {
  readonly name: string;
  /** `none` where the app asks for no such thing. */
  readonly value: string;
  /** File, and field of it, to edit for another value. */
  readonly from: string;
}

/** Every coordinate of an instance: the rows of the naming table, then what its app asked for. Same rows for all instances. */
export function coordinatesOf(instance: Instance): Coordinate[] {
  const { cluster, app, environment, name } = instance;
  const facts = factsFile(cluster.name);
  const declared = (field: string) => `${appFile(app)} (${field})`;
  const named = Object.entries(coordinates(cluster, app, environment)).map(([coordinate, value]) => ({
    name: coordinate,
    value,
    from: sources(facts, declared("name"))[coordinate] ?? declared("name"),
  }));
  const database = instance.database
    ? `${postgresAddress(cluster)}:${cluster.postgres.port}, ${databaseCredentialsPath(name)}`
    : "";
  return [
    ...named,
    { name: "image", value: or(instance.image), from: `${declared("image")}, ${imagesFile(cluster.name)}` },
    { name: "public hosts", value: list(instance.publicHosts), from: `${declared("publicNames")}, ${facts} (zone)` },
    { name: "database credentials", value: or(database), from: `${declared("database")}, ${facts} (postgres)` },
    {
      name: "secrets in Vault",
      value: list(instance.secrets.map(secret => kvPath(name, secret))),
      from: declared("secrets"),
    },
    { name: "volumes", value: list(volumes(instance)), from: `${declared("volumes")}, ${facts} (storage)` },
  ];
}

/** Where a coordinate comes from that is not the app's name alone. */
function sources(facts: string, name: string): Readonly<Record<string, string>> {
  return {
    "Gitea repository": `${name}, ${facts} (gitea.organisation)`,
    "host name": `${name}, ${facts} (domain)`,
  };
}

function volumes({ volumes: sizes, cluster }: Instance): string[] {
  return Object.entries(sizes).map(([name, size]) => `${name} ${size.asString()} on ${cluster.storage.defaultClass}`);
}

function list(values: readonly string[]): string {
  return or(values.join(", "));
}

function or(value: string): string {
  return value === "" ? "none" : value;
}
