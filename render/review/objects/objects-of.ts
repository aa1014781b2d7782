import { oncePer } from "../../memory/once-per.ts";
import { type Desired, inCluster, type Placed } from "../desired.ts";

/** The objects in git that an Application deploys. */
export function objectsOf(desired: Desired, cluster: string, application: string): readonly Placed[] {
  return byApplication(desired).get(inCluster(cluster, application)) ?? [];
}

const byApplication = oncePer((desired: Desired) =>
  Map.groupBy(desired.objects, ({ cluster, application }) => inCluster(cluster, application)),
);
