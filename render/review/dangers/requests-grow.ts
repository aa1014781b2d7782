import { groupKind } from "../../../platform/cluster-scoped.ts";
import { oncePer } from "../../memory/once-per.ts";
import type { Desired, Placed } from "../desired.ts";
import { valueAt } from "../objects/fields.ts";
import { ofKind } from "../objects/of-kind.ts";
import { podAmount, RESOURCES, type Resource } from "../objects/pod-resources.ts";
import type { Changed } from "../situation.ts";
import type { Danger, Sight } from "./danger.ts";

/** Growth that is told, as a share of what all pods asked for before. */
const SHARE = 0.1;

/** Of what runs all the time; a DaemonSet counts as one pod, for git does not tell how many nodes there are. */
export const requestsGrow: Danger = {
  id: "requests-grow",
  level: "warn",
  explanation:
    "The pods of a cluster ask for a good deal more: what no longer fits waits, and when a node is lost more of them do",
  remedy: "See that all fits with any one node lost, and ask for what is really used",
  situation: ({ before, changes }) =>
    [...Map.groupBy(changes.map(growthBy), ({ placed }) => placed?.cluster)].flatMap(([cluster, grown]) =>
      RESOURCES.flatMap((resource): Sight[] => {
        const sum = grown.reduce((total, { more }) => total + more[resource], 0);
        const share = sum > 0 ? sum / (totals(before).get(cluster ?? "")?.[resource] ?? 0) : 0;
        const [largest] = grown.sort((a, b) => b.more[resource] - a.more[resource]);
        if (!(share > SHARE) || !Number.isFinite(share) || largest?.placed === undefined) return [];
        return [
          { about: largest.placed, what: `all pods together ask for ${Math.round(share * 100)}% more ${resource}` },
        ];
      }),
    ),
};

type Amounts = Record<Resource, number>;

function growthBy({ old, fresh }: Changed): { readonly placed: Placed | undefined; readonly more: Amounts } {
  const [was, is] = [demandOf(old), demandOf(fresh)];
  return { placed: fresh ?? old, more: { memory: is.memory - was.memory, cpu: is.cpu - was.cpu } };
}

const totals = oncePer((desired: Desired): ReadonlyMap<string, Amounts> => {
  const clusters = new Map<string, Amounts>();
  for (const placed of ofKind(desired, ...STEADY)) {
    const total = clusters.get(placed.cluster) ?? { memory: 0, cpu: 0 };
    const { memory, cpu } = demandOf(placed);
    clusters.set(placed.cluster, { memory: total.memory + memory, cpu: total.cpu + cpu });
  }
  return clusters;
});

const STEADY: readonly string[] = ["apps/Deployment", "apps/StatefulSet", "apps/DaemonSet"];

function demandOf(placed: Placed | undefined): Amounts {
  if (placed === undefined || !STEADY.includes(groupKind(placed.object))) return { memory: 0, cpu: 0 };
  const { object } = placed;
  const replicas = valueAt(object, "spec.replicas");
  const count = typeof replicas === "number" ? replicas : 1;
  const ask = (resource: Resource) => (podAmount(object, "requests", resource) ?? 0) * count;
  return { memory: ask("memory"), cpu: ask("cpu") };
}
