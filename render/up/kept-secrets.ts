import { HOST_SECRETS } from "../../platform/hosts/host.ts";
import type { HostAt } from "./host-at.ts";
import { rows, script } from "./script.ts";

/** A secret as its home keeps it. */
export interface KeptSecret {
  readonly value: string;
  /** Whether root alone can read it. */
  readonly safe: boolean;
}

/** What of a host it takes to know the secrets that it keeps. */
export type Keeper = Pick<HostAt, "host" | "remote" | "secrets">;

/**
 * Reads what a host keeps into memory, and into the map that all hosts share, in which the value of a secret's home stands:
 * that of another host, which was its home before, only as long as the home has none.
 */
export async function readKeptSecrets({ host, remote, secrets }: Keeper): Promise<ReadonlyMap<string, KeptSecret>> {
  const output = await remote.run(script("read-secrets", { folder: HOST_SECRETS }), { asRoot: true });
  const kept = new Map(
    rows(output).map(([name = "", access = "", value = ""]) => [
      name,
      { value: Buffer.from(value, "base64").toString().replace(/\n$/, ""), safe: access === "600 0:0" },
    ]),
  );
  const own = host.secrets.filter(({ home }) => home === host.name).map(({ name }) => name);
  for (const [name, { value }] of kept) if (own.includes(name) || !secrets.has(name)) secrets.set(name, value);
  return kept;
}

/**
 * Reads what all hosts keep, so that a file on one can hold a secret of another. Before the walk, also when it is over
 * some hosts only: `hosts` are all that are in reach.
 */
export async function gatherSecrets(hosts: Iterable<Keeper>): Promise<void> {
  await Promise.all([...hosts].map(readKeptSecrets));
}

/** Keeps secrets on their home, for root alone, in place of what it may have kept under these names. */
export async function keepSecrets({ remote, secrets }: HostAt, values: ReadonlyMap<string, string>): Promise<void> {
  const input = [...values].map(([name, value]) => `${name}\t${Buffer.from(value).toString("base64")}\n`).join("");
  await remote.run(script("keep-secrets", { folder: HOST_SECRETS }), { asRoot: true, input });
  for (const [name, value] of values) secrets.set(name, value);
}
