import type { Host } from "../../platform/hosts/host.ts";
import type { HostAt } from "./host-at.ts";
import { type HostState, rememberPending, STATE_FOLDER } from "./host-state.ts";
import { isK3sUnit } from "./k3s-unit.ts";
import { script } from "./script.ts";

/**
 * Units whose restart is due, in the order in which they are first started, those of others first. Not those of k3s: one
 * node after the other restarts them, in a step of its own.
 */
export function dueRestarts(host: Pick<Host, "units">, { pending }: Pick<HostState, "pending">): string[] {
  const order = (unit: string) => host.units.findIndex(({ name }) => name === unit);
  return pending.filter(unit => !isK3sUnit(unit)).sort((one, other) => order(one) - order(other));
}

/** Writes down that units are to be restarted, before what they read changes: a kill in between loses no restart. */
export async function oweRestarts({ remote }: HostAt, { pending }: HostState, units: readonly string[]): Promise<void> {
  const all = [...new Set([...pending, ...units])];
  if (all.length > pending.length) await rememberPending(remote, all);
}

/** Restarts units that run, one after the other, and forgets each that has. */
export async function restartUnits({ remote }: Pick<HostAt, "remote">, units: readonly string[]): Promise<void> {
  if (units.length === 0) return;
  const variables = { state: STATE_FOLDER, units: units.join(" ") };
  await remote.run(script("restart-units", variables), { asRoot: true, timeoutSeconds: 600 });
}
