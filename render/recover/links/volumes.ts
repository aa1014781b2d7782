import { attempt } from "../attempt.ts";
import type { Finding, Next, Question } from "../finding.ts";
import type { Link } from "../link.ts";
import type { Recollection } from "../memory.ts";
import type { ReplicaState, VolumeState } from "../snapshot.ts";

/**
 * Longhorn takes failures within this time for one and the same, after which all copies have the same data.
 *
 * @see https://github.com/longhorn/longhorn-manager/blob/v1.12.1/controller/volume_controller.go (AutoSalvageTimeLimit)
 */
const ONE_FAILURE_SECONDS = 60;

/**
 * When all copies of a volume have failed, Longhorn brings up those that failed last, of
 * the nodes that are up; where it does not, its API does so for copies that are named, under the conditions that
 * `Salvage` of its `manager/volume.go` holds: volume detached and faulted, node up, disk schedulable. Which of them has the
 * latest data only `failedAt` says: the copy that failed last followed the volume longest. (`lastHealthyAt` does not, says
 * Longhorn itself.)
 *
 * One copy is named, from which Longhorn makes the others anew. Of several, the engine would take each for whole: without
 * counters of revisions it compares copies only where Longhorn salvages by itself (`salvageRequested`).
 *
 * Longhorn by itself does not wait for a node that has a later copy: that it took an older one is said as long as the later
 * one is not yet overwritten.
 *
 * @see platform/decisions/0013-longhorn-salvages-by-itself.md
 * @see https://longhorn.io/docs/1.12.1/high-availability/recover-volume/
 * @see https://github.com/longhorn/longhorn-engine/blob/v1.12.1/pkg/controller/control.go (Start)
 * @see https://github.com/longhorn/longhorn-manager/blob/v1.12.1/k8s/pkg/apis/longhorn/v1beta2/replica.go
 */
export const volumes: Link = {
  name: "Longhorn volumes",
  promise: "Volumes of Longhorn have a copy that can be used.",
  waitsFor: "the nodes that hold a copy, then Longhorn, which salvages by itself",
  judge: ({ cluster }, memory) =>
    (cluster?.volumes ?? []).flatMap((volume): Finding[] => {
      const subject = `volume ${volume.name} of ${volume.claim}`;
      if (volume.robustness === "degraded") {
        return [
          { subject, problem: "it lacks a copy", next: { note: takenOlder(volume) ?? "Longhorn makes it anew" } },
        ];
      }
      if (volume.robustness !== "faulted") return [];
      const next = judgeFaulted(subject, volume, cluster?.autoSalvage === true, memory);
      return [{ subject, problem: "it is faulted: all of its copies have stopped", next }];
    }),
};

function judgeFaulted(subject: string, volume: VolumeState, autoSalvage: boolean, memory: Recollection): Next {
  const { name, claim, state, replicas, isBeingFilled } = volume;
  if (isBeingFilled) return { wait: "for Longhorn to fill it" };
  if (state !== "detached") return { wait: `until it is detached; it is ${state}` };
  const withData = replicas.filter(({ hasData }) => hasData);
  if (withData.length === 0) return { ask: lost(volume) };
  if (withData.some(({ failed }) => failed === undefined)) return { wait: "for Longhorn, which still has a copy" };
  const newest = withData.filter(replica => isWithin(replica, latest(withData)));
  const [chosen] = byFailure(newest.filter(({ isUsable }) => isUsable));
  if (chosen === undefined) return judgeOlder(subject, volume, withData, memory);
  const patience = memory.patience.othersSeconds;
  if (autoSalvage && !memory.hasLasted(subject, patience)) return { wait: "for Longhorn, which salvages by itself" };
  const says = `Longhorn does not salvage ${claim}: see its events, and the logs of longhorn-manager`;
  return attempt({ kind: "salvage", volume: name, replicas: [chosen.name] }, `${chosen.name} failed last`, memory, {
    ask: { id: "salvage-refused", about: claim, says },
  });
}

/** The copies with the latest data cannot be used now. Their node may yet come back; only a person can give them up. */
function judgeOlder(
  subject: string,
  volume: VolumeState,
  withData: readonly ReplicaState[],
  memory: Recollection,
): Next {
  const last = latest(withData);
  const away = withData.filter(replica => isWithin(replica, last));
  const places = away.map(({ name, node }) => `${name} on ${node || "no node"}`).join(", ");
  if (!memory.hasLasted(subject, memory.patience.hostSeconds))
    return { wait: `for ${places}, which has the latest data` };
  const [taken] = byFailure(withData.filter(({ isUsable }) => isUsable));
  if (taken === undefined) return { wait: `for ${places}: no copy is on a node and a disk that can be used` };
  const says =
    `The latest data of ${volume.claim} is on ${places}, which cannot be used. ` +
    `${taken.name} on ${taken.node} stopped ${minutesBetween(taken.failed, last)} minutes earlier. ` +
    "To go on with that loses what was written since, for ever: the later copy is overwritten when it comes back. " +
    "The newest backup may be the better choice";
  const action = { kind: "salvage-older", volume: volume.name, replicas: [taken.name] } as const;
  return { ask: { id: "salvage-older", about: volume.name, says, action } };
}

/**
 * Of a volume that Longhorn has salvaged from a copy which another one outlived, and which was not made anew since: what
 * the later one has more is lost when its node comes back, for it is made to follow the older one.
 */
function takenOlder({ salvaged, replicas }: VolumeState): string | undefined {
  if (salvaged === undefined) return undefined;
  const [later] = byFailure(replicas.filter(({ hasData, failed }) => hasData && failed !== undefined));
  if (later?.failed === undefined || later.failed > salvaged) return undefined;
  const { failed: end, name, node } = later;
  const taken = replicas.find(
    ({ failed, whole = 0, lastFailed }) =>
      failed === undefined && lastFailed !== undefined && whole < lastFailed && !isWithin({ failed: lastFailed }, end),
  );
  if (taken === undefined) return undefined;
  return (
    `Longhorn took ${taken.name} on ${taken.node}, which stopped ${minutesBetween(taken.lastFailed, end)} minutes before ` +
    `${name} on ${node}: what was written in between is there only, and is overwritten once ${node} is back. To keep it, ` +
    `leave ${node} off and read "A volume was salvaged from an older copy" on the page of Longhorn`
  );
}

/** Those that failed last first. */
function byFailure(replicas: readonly ReplicaState[]): ReplicaState[] {
  return replicas.toSorted((one, other) => (other.failed ?? 0) - (one.failed ?? 0));
}

function minutesBetween(from = 0, to: number): number {
  return Math.round((to - from) / 60_000);
}

function lost({ claim, name }: VolumeState): Question {
  const says = `No copy of ${claim} was ever whole. Restore it from its backup: UI of Longhorn, Backup, ${name}`;
  return { id: "volume-lost", about: claim, says };
}

function latest(replicas: readonly ReplicaState[]): number {
  return Math.max(...replicas.map(({ failed }) => failed ?? 0));
}

function isWithin({ failed }: Pick<ReplicaState, "failed">, last: number): boolean {
  return last - (failed ?? 0) <= ONE_FAILURE_SECONDS * 1000;
}
