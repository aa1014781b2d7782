import { RemoteFailure } from "../remote/remote.ts";
import type { HostAt } from "../up/host-at.ts";
import type { LabAt } from "../up/lab-at.ts";
import type { Trouble } from "./probe.ts";

/** Looks at every host at once. One that is out of reach has no trouble here: the probe of the hosts tells of it. */
export async function onEachHost(
  { hosts }: LabAt,
  look: (host: HostAt) => Promise<readonly Trouble[]>,
): Promise<readonly Trouble[]> {
  const found = await Promise.all([...hosts.values()].map(host => look(host).catch(quietWhenUnreachable)));
  return found.flat();
}

function quietWhenUnreachable(error: unknown): readonly Trouble[] {
  if (error instanceof RemoteFailure && error.status === undefined) return [];
  throw error;
}
