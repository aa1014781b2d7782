import { isApplication } from "../../tree/applications.ts";
import { type Desired, type DesiredApplication, inCluster } from "../desired.ts";
import type { Changed } from "../situation.ts";

/** The Application that a change deletes; undefined where it deletes none. */
export function deletedApplication({ change, old }: Changed, before: Desired): DesiredApplication | undefined {
  if (change.verb !== "prune" || old === undefined || !isApplication(old.object)) return undefined;
  return before.applications.get(inCluster(old.cluster, old.object.metadata.name));
}
