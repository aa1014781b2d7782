import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { inOrder } from "../../tree/change.ts";
import { DEFINITION, definedKind } from "./definition.ts";
import type { Step } from "./forecast.ts";
import type { Ruling } from "./ruling.ts";

/** A step with what its place in a sync depends on. */
export interface Task {
  readonly step: Step;
  readonly ruling: Ruling;
  readonly object: KubeObject;
  readonly namespace: string;
  readonly isDeletion: boolean;
  /** Whether it is deleted at the very end. */
  readonly isLast: boolean;
  /** Whether a sync has anything to do with it. */
  readonly isDone: boolean;
}

/** A task, and when its turn is: phases in their order, then waves, then what is deleted before what is applied. */
export interface Turn {
  readonly task: Task;
  readonly phase: number;
  readonly wave: number;
}

/**
 * The order of a sync. What is deleted takes the waves of all that is deleted in reverse: the first one goes when the
 * turn of the last would have been. `PruneLast` puts it behind everything. Namespaces come no later than what they hold,
 * and CRDs no later than what they define.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/gitops-engine/pkg/sync/sync_tasks.go
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 */
export function inOrderOfSync(tasks: readonly Task[]): Turn[] {
  const reversed = reversedWaves(tasks.filter(task => task.isDeletion && task.isDone));
  const waveOf = ({ step, isDeletion, isDone }: Task) =>
    (isDeletion && isDone ? reversed.get(step.wave) : undefined) ?? step.wave;
  const last = Math.max(0, ...tasks.filter(({ step }) => step.phase === "Sync").map(waveOf)) + 1;
  const turns = tasks.map((task): Turn => {
    const wave = task.isDeletion && task.isLast ? last : waveOf(task);
    return { task, phase: PHASES.indexOf(task.step.phase), wave };
  });
  return moveUp(turns).sort(before);
}

/** The order in which an Application that is deleted takes its objects along: the highest wave first. */
export function inOrderOfCascade(tasks: readonly Task[]): Turn[] {
  return tasks.map(task => ({ task, phase: PHASES.indexOf(task.step.phase), wave: -task.step.wave })).sort(before);
}

const PHASES: readonly string[] = ["PreDelete", "PreSync", "Sync", "PostSync", "SyncFail", "PostDelete"];

function before(a: Turn, b: Turn): number {
  const [one, other] = [a.task, b.task];
  return (
    Number(other.isDone) - Number(one.isDone) ||
    a.phase - b.phase ||
    a.wave - b.wave ||
    Number(other.isDeletion) - Number(one.isDeletion) ||
    rankOf(one.object) - rankOf(other.object) ||
    inOrder(one.object.metadata.name, other.object.metadata.name) ||
    inOrder(one.object.kind, other.object.kind) ||
    inOrder(one.namespace, other.namespace)
  );
}

function reversedWaves(tasks: readonly Task[]): ReadonlyMap<number, number> {
  const waves = [...new Set(tasks.map(({ step }) => step.wave))].sort((a, b) => a - b);
  return new Map(waves.map((wave, index) => [wave, waves[waves.length - 1 - index] ?? wave]));
}

/** What others of the same sync need comes no later than the first of them. */
function moveUp(turns: readonly Turn[]): Turn[] {
  const first = new Map<string, Turn>();
  const applied = turns.filter(({ task }) => !task.isDeletion && task.isDone);
  for (const turn of applied) {
    for (const need of needsOf(turn.task)) {
      const known = first.get(need);
      if (known === undefined || before(turn, known) < 0) first.set(need, turn);
    }
  }
  return turns.map(turn => {
    const user = turn.task.isDeletion ? undefined : first.get(givenBy(turn.task) ?? "");
    const isLate = user !== undefined && (turn.phase - user.phase || turn.wave - user.wave) > 0;
    return isLate ? { ...turn, phase: user.phase, wave: user.wave } : turn;
  });
}

function needsOf({ object, namespace }: Task): string[] {
  if (givenBy({ object }) !== undefined) return [];
  return [`namespace ${namespace}`, `kind ${groupKind(object)}`];
}

function givenBy({ object }: Pick<Task, "object">): string | undefined {
  const kind = groupKind(object);
  if (kind === "Namespace") return `namespace ${object.metadata.name}`;
  return kind === DEFINITION ? `kind ${definedKind(object)}` : undefined;
}

function rankOf({ kind }: KubeObject): number {
  const rank = KINDS.indexOf(kind);
  return rank === -1 ? KINDS.length : rank;
}

const KINDS: readonly string[] = [
  ...["Namespace", "NetworkPolicy", "ResourceQuota", "LimitRange", "PodSecurityPolicy", "PodDisruptionBudget"],
  ...[
    "ServiceAccount",
    "Secret",
    "SecretList",
    "ConfigMap",
    "StorageClass",
    "PersistentVolume",
    "PersistentVolumeClaim",
  ],
  ...["CustomResourceDefinition", "ClusterRole", "ClusterRoleList", "ClusterRoleBinding", "ClusterRoleBindingList"],
  ...["Role", "RoleList", "RoleBinding", "RoleBindingList", "Service", "DaemonSet", "Pod", "ReplicationController"],
  ...["ReplicaSet", "Deployment", "HorizontalPodAutoscaler", "StatefulSet", "Job", "CronJob", "IngressClass"],
  ...["Ingress", "APIService"],
];
