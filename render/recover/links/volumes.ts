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
 * Volumes of Longhorn have a copy that can be used. When all have failed, Longhorn brings up those that failed last, of
 * the nodes that are up; where it does not, its API does so for copies that are named, under the conditions that
 * `Salvage` of its `manager/volume.go` holds: volume detached and faulted, node up, disk schedulable. Which of them has the
 * latest data only `failedAt` says: the copy that failed last followed the volume longest. (`lastHealthyAt` does not, says
 * Longhorn itself.)
 *
 * @see https://longhorn.io/docs/1.12.1/high-availability/recover-volume/
 * @see https://github.com/longhorn/longhorn-manager/blob/v1.12.1/k8s/pkg/apis/longhorn/v1beta2/replica.go
 */
export const volumes: Link = {
  name: "Longhorn volumes",
  judge: ({ cluster }, memory) =>
    (cluster?.volumes ?? []).flatMap((volume): Finding[] => {
      const subject = `volume ${volume.name} of ${volume.claim}`;
      if (volume.robustness === "degraded") {
        return [{ subject, problem: "it lacks a copy", next: { note: "Longhorn makes it anew" } }];
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
  const usable = newest.filter(({ isUsable }) => isUsable).map(replica => replica.name);
  if (usable.length === 0) return judgeOlder(subject, volume, withData, memory);
  const patience = memory.patience.othersSeconds;
  if (autoSalvage && !memory.hasLasted(subject, patience)) return { wait: "for Longhorn, which salvages by itself" };
  const says = `Longhorn does not salvage ${claim}: see its events, and the logs of longhorn-manager`;
  return attempt({ kind: "salvage", volume: name, replicas: usable }, `${usable.join(", ")} failed last`, memory, {
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
  const usable = withData.filter(({ isUsable }) => isUsable);
  if (usable.length === 0) return { wait: `for ${places}: no copy is on a node and a disk that can be used` };
  const taken = usable.filter(replica => isWithin(replica, latest(usable)));
  const minutes = Math.round((last - latest(usable)) / 60_000);
  const says =
    `The latest data of ${volume.claim} is on ${places}, which cannot be used. ` +
    `${taken.map(({ name, node }) => `${name} on ${node}`).join(", ")} stopped ${minutes} minutes earlier. ` +
    "To go on with that loses what was written since, for ever: the later copy is overwritten when it comes back. " +
    "The newest backup may be the better choice";
  const action = { kind: "salvage-older", volume: volume.name, replicas: taken.map(({ name }) => name) } as const;
  return { ask: { id: "salvage-older", about: volume.name, says, action } };
}

function lost({ claim, name }: VolumeState): Question {
  const says = `No copy of ${claim} was ever whole. Restore it from its backup: UI of Longhorn, Backup, ${name}`;
  return { id: "volume-lost", about: claim, says };
}

function latest(replicas: readonly ReplicaState[]): number {
  return Math.max(...replicas.map(({ failed }) => failed ?? 0));
}

function isWithin({ failed }: ReplicaState, last: number): boolean {
  return last - (failed ?? 0) <= ONE_FAILURE_SECONDS * 1000;
}
