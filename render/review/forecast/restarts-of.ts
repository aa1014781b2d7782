import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { Placed } from "../desired.ts";
import { fieldsOf, mappingsOf, textOf, valueAt } from "../objects/fields.ts";
import type { Context } from "./context.ts";
import type { Course, Restart, Step } from "./forecast.ts";
import type { Item } from "./item.ts";

/**
 * Pods that a sync starts anew. A workload replaces its pods when its template changes, and only then: a ConfigMap or a
 * Secret that changes under the same name restarts nothing, unless the template carries a hash of it. Vault's operator
 * restarts the targets of a secret when it reads another one.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#updating-a-deployment
 * @see https://developer.hashicorp.com/vault/docs/deploy/kubernetes/vso/api-reference (rolloutRestartTargets)
 */
export function restartsOf(
  steps: readonly Step[],
  course: Course | undefined,
  items: readonly Item[],
  { after }: Context,
): Restart[] {
  const isByHand = course?.kind === "by hand"; // what waits for somebody will restart then
  const byChange = new Map(items.map(item => [item.change, item]));
  const restarts = steps.flatMap((step): Restart[] => {
    const item = byChange.get(step.change);
    const { old, fresh } = item ?? {};
    if (old === undefined || fresh === undefined || (step.held && !isByHand)) return [];
    if (step.outcome === "recreate") return restartOf(fresh, "it is deleted and created again", true);
    if (step.outcome !== "update") return [];
    return [...ofTemplate(step, fresh), ...ofSecret(step, fresh, after.desired.byKey)];
  });
  return [...new Map(restarts.map(restart => [`${restart.namespace}/${restart.workload}`, restart])).values()];
}

const WORKLOADS: readonly string[] = ["apps/Deployment", "apps/StatefulSet", "apps/DaemonSet", "argoproj.io/Rollout"];

function ofTemplate({ change: { fields, reordered = [] } }: Step, fresh: Placed): Restart[] {
  if (!WORKLOADS.includes(groupKind(fresh.object)) || waitsForSomebody(fresh)) return [];
  const effective = fields.filter(({ effect }) => effect !== "none").map(({ path }) => path);
  const paths = [...effective, ...reordered].filter(path => path.startsWith("spec.template"));
  if (paths.length === 0) return [];
  const words = [...new Set(paths.map(lastWord))];
  const shown = words.slice(0, 3).join(", ") + (words.length > 3 ? ` and ${words.length - 3} more` : "");
  return restartOf(fresh, `spec.template changes (${shown})`, false);
}

/** `image` of `spec.template.spec.containers[erp].image`, `annotations["checksum/config"]` as it is. */
function lastWord(path: string): string {
  return /[^.]+(?:\["(?:[^"\\]|\\.)*"\])?$/.exec(path.replace(/^spec\.template\.?/, ""))?.[0] ?? path;
}

/** `OnDelete`, a paused Deployment, and a partition above the last replica leave pods as they are. */
function waitsForSomebody({ object }: Placed): boolean {
  const spec = fieldsOf(object.spec);
  const strategy = fieldsOf(spec.updateStrategy);
  const partition = valueAt(strategy, "rollingUpdate.partition");
  return (
    spec.paused === true ||
    strategy.type === "OnDelete" ||
    (typeof partition === "number" && partition >= replicasOf(object, 1))
  );
}

function restartOf({ object, namespace }: Placed, why: string, isRecreated: boolean): Restart[] {
  const kind = groupKind(object);
  const isKnown = WORKLOADS.includes(kind) || kind === "batch/Job" || kind === "Pod";
  const replicas = valueAt(object, "spec.replicas");
  if (!isKnown || replicas === 0) return [];
  const pods = typeof replicas === "number" ? { pods: replicas } : kind === "apps/DaemonSet" ? {} : { pods: 1 };
  return [
    {
      workload: `${object.kind}/${object.metadata.name}`,
      namespace,
      ...pods,
      why,
      interrupts: isRecreated || interrupts(object),
    },
  ];
}

/** Whether the last pod of the old template ends before the first of the new one is there. */
function interrupts(object: Placed["object"]): boolean {
  const kind = groupKind(object);
  if (kind === "apps/StatefulSet") return replicasOf(object, 1) === 1;
  if (kind !== "apps/Deployment") return false;
  const strategy = fieldsOf(valueAt(object, "spec.strategy"));
  if (strategy.type === "Recreate") return true;
  const replicas = replicasOf(object, 1);
  const unavailable = amountOf(valueAt(strategy, "rollingUpdate.maxUnavailable") ?? "25%", replicas, Math.floor);
  const surge = amountOf(valueAt(strategy, "rollingUpdate.maxSurge") ?? "25%", replicas, Math.ceil);
  return (unavailable === 0 && surge === 0 ? 1 : unavailable) >= replicas;
}

function replicasOf(object: Placed["object"], standard: number): number {
  const replicas = valueAt(object, "spec.replicas");
  return typeof replicas === "number" ? replicas : standard;
}

function amountOf(value: unknown, of: number, round: (amount: number) => number): number {
  if (typeof value === "number") return value;
  const percent = /^(\d+)%$/.exec(textOf(value) ?? "");
  return percent === null ? 0 : round((Number(percent[1]) * of) / 100);
}

const SECRETS: readonly string[] = ["VaultStaticSecret", "VaultDynamicSecret", "VaultPKISecret", "HCPVaultSecretsApp"];

/** Fields of a secret of Vault's operator that make it read something else. */
const READS = /^spec\.(mount|path|namespace|type|version|params|role|requestHTTPMethod|destination\.transformation)/;

function ofSecret({ change: { fields } }: Step, fresh: Placed, byKey: ReadonlyMap<string, Placed>): Restart[] {
  const { cluster, namespace, object } = fresh;
  if (!SECRETS.map(kind => `secrets.hashicorp.com/${kind}`).includes(groupKind(object))) return [];
  if (!fields.some(({ path }) => READS.test(path))) return [];
  const targets = mappingsOf(fieldsOf(object.spec).rolloutRestartTargets);
  return targets.flatMap(({ kind, name }) => {
    const group = kind === "argo.Rollout" ? "argoproj.io/Rollout" : `apps/${textOf(kind) ?? ""}`;
    const target = byKey.get(`${cluster}/${group}/${namespace}/${textOf(name) ?? ""}`);
    const why = `${object.kind}/${object.metadata.name} reads another secret, and restarts it`;
    return target === undefined ? [] : restartOf(target, why, false);
  });
}
