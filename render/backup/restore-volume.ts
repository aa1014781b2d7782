import { ARGOCD_NAMESPACE } from "../../platform/components/argocd/namespace.ts";
import { LONGHORN_NAMESPACE } from "../../platform/components/longhorn/namespace.ts";
import { type KubeItem, objectsOf, ofKind } from "../recover/read/objects.ts";
import type { Kubectl } from "../remote/kubectl.ts";
import { until } from "../up/lab/until.ts";
import type { LabAt } from "../up/lab-at.ts";
import type { ClaimName } from "./volume/claim-name.ts";
import { type ClaimUser, USER_KINDS, usersOf } from "./volume/claim-users.ts";
import { podsOf, podsWith } from "./volume/pods-left.ts";
import { type PendingRestore, readClaim, readPending, readVolume } from "./volume/read-restore.ts";
import { type Resting, rest, resume } from "./volume/rest.ts";
import {
  type Claim,
  type ClassParameters,
  claimAgain,
  filledVolume,
  modesOf,
  PENDING,
  persistentVolume,
} from "./volume/restored-objects.ts";
import { BACKUP_KINDS, backupNamed, backupsOf, type VolumeBackup } from "./volume/volume-backup.ts";

/** What a restore of a volume is going to do. */
export interface VolumeRestore {
  readonly claim: ClaimName;
  readonly backup: VolumeBackup;
  /** Who rests meanwhile. */
  readonly users: readonly ClaimUser[];
  /** Volume that the claim has now, which stays; absent where the claim is gone. */
  readonly old?: string;
  /** Of one that was stopped in the middle: what it has made already. */
  readonly pending?: PendingRestore;
}

type At = Pick<LabAt, "kubectl" | "say">;

/** Backups of a claim, the oldest first. */
export async function volumeBackups({ kubectl }: Pick<LabAt, "kubectl">, claim: ClaimName): Promise<VolumeBackup[]> {
  return backupsOf(await objectsOf(kubectl, BACKUP_KINDS), claim);
}

/**
 * Looks what there is, and what a restore would do.
 *
 * @param wanted name of a backup, or `latest`; a restore that was stopped in the middle goes on with its own
 * @throws {Error} when there is no such backup, or something uses the claim that cannot be told to rest
 */
export async function planRestore(
  on: Pick<LabAt, "kubectl" | "cluster">,
  claim: ClaimName,
  wanted: string,
): Promise<VolumeRestore> {
  const { kubectl } = on;
  const pending = await readPending(kubectl, claim);
  const backup = pending === undefined ? await wantedBackup(on, claim, wanted) : pending.backup;
  if (wanted !== "latest" && wanted !== backup.name) {
    throw refusal(claim, `a restore of ${backup.name} was stopped in the middle, end that first: without --snapshot`);
  }
  const users = usersOf(await itemsIn(kubectl, claim), claim);
  const restless = users.filter(({ canRest }) => !canRest).map(({ kind, name }) => `${kind}/${name}`);
  if (restless.length > 0) {
    throw refusal(claim, `${restless.join(", ")} uses it, and cannot rest; wait until it has ended, or delete it`);
  }
  const old = (await readClaim(kubectl, claim))?.spec.volumeName;
  return { claim, backup, users, ...(old !== undefined && { old }), ...(pending && { pending }) };
}

async function wantedBackup(
  { kubectl, cluster }: Pick<LabAt, "kubectl" | "cluster">,
  claim: ClaimName,
  wanted: string,
): Promise<VolumeBackup> {
  const backup = backupNamed(await volumeBackups({ kubectl }, claim), wanted, claim);
  return { ...backup, storageClass: backup.storageClass || cluster.storage.defaultClass };
}

async function itemsIn(kubectl: Kubectl, { namespace }: ClaimName): Promise<KubeItem[]> {
  const text = await kubectl(["get", USER_KINDS.join(), `--namespace=${namespace}`, "--output=json"]);
  return (JSON.parse(text) as { items: KubeItem[] }).items;
}

function refusal({ namespace, name }: ClaimName, reason: string): Error {
  return new Error(`Cannot restore volume "${namespace}/${name}": ${reason}`);
}

/**
 * Puts the data of a claim back as a backup has it: fills a new volume while everything goes on, lets Argo CD and whoever
 * uses the claim rest, gives the claim the new volume, and starts them again. The old volume stays as it was.
 *
 * Stopped at any point, the same call goes on from there: what it has made carries a label, and who rests an annotation.
 *
 * @returns what was done, a line each
 */
export async function restoreVolume(on: At, plan: VolumeRestore): Promise<string[]> {
  const { claim, backup, users } = plan;
  const pending = plan.pending ?? (await fill(on, plan));
  const old = await whileTheyRest(on, claim, users, () => swap(on, claim, pending));
  await settle(on, pending);
  const kept =
    old === undefined
      ? []
      : [
          `kept the old volume ${old}: once nobody wants it, delete its PersistentVolume, then the volume in Longhorn's UI`,
        ];
  return [
    `put ${claim.namespace}/${claim.name} back as it was at ${backup.time}, on volume ${pending.volume}`,
    ...kept,
  ];
}

/** Hours: a large volume over a slow line. */
const FILL_SECONDS = 12 * 3600;
const STOP_SECONDS = 600;
const BIND_SECONDS = 300;
const PAUSE_SECONDS = 1;

/** Nobody notices yet. */
async function fill({ kubectl, say }: At, { claim, backup }: VolumeRestore): Promise<PendingRestore> {
  const was = await readClaim(kubectl, claim);
  const parameters = await parametersOf(kubectl, was?.spec.storageClassName ?? backup.storageClass);
  const name = await fillingVolume(kubectl, backup, was, parameters);
  say(`fills volume ${name} from ${backup.name}`);
  await untilNone(() => unfilled(kubectl, name), FILL_SECONDS, say, `volume ${name} is not filled`);
  const { failure, bytes } = await readVolume(kubectl, name);
  if (failure !== undefined) {
    await kubectl(["delete", "volumes.longhorn.io", name, `--namespace=${LONGHORN_NAMESPACE}`, "--wait=false"]);
    throw new Error(
      `Longhorn cannot fill volume ${name}: ${failure}; it is deleted again, and nothing else is changed`,
    );
  }
  const filled = { name, bytes, backup };
  const again = claimAgain(claim, was, filled);
  await create(kubectl, persistentVolume(filled, again, parameters));
  return { volume: name, backup, claim: again };
}

/** None where the class is gone: a claim keeps its name for good. */
async function parametersOf(kubectl: Kubectl, storageClass: string): Promise<ClassParameters> {
  const text = await kubectl(["get", "storageclass", storageClass, "--ignore-not-found", "--output=json"]);
  return text.trim() === "" ? {} : ((JSON.parse(text) as { parameters?: ClassParameters }).parameters ?? {});
}

/** One that an earlier try has begun to fill and nobody has yet, else a new one: `restored-1a2b3c4d5e6f7a8b`. */
async function fillingVolume(
  kubectl: Kubectl,
  backup: VolumeBackup,
  was: Claim | undefined,
  parameters: ClassParameters,
): Promise<string> {
  const items = await objectsOf(kubectl, ["volumes.longhorn.io", "persistentvolumes"]);
  const volumes = ofKind<{ fromBackup?: string }, unknown>(items, "longhorn.io", "Volume");
  const taken = new Set(ofKind(items, "", "PersistentVolume").map(({ metadata }) => metadata.name));
  const begun = volumes.find(
    ({ metadata: { name, labels, deletionTimestamp }, spec }) =>
      isPending(labels) && spec?.fromBackup === backup.url && !taken.has(name) && deletionTimestamp === undefined,
  );
  if (begun !== undefined) return begun.metadata.name;
  const name = freeName(backup, new Set([...taken, ...volumes.map(({ metadata }) => metadata.name)]));
  await create(kubectl, filledVolume(name, backup, modesOf(was), parameters));
  return name;
}

function isPending(labels: Readonly<Record<string, string>> = {}): boolean {
  return Object.entries(PENDING).every(([label, value]) => labels[label] === value);
}

/** Longhorn takes 40 characters, and would choose another name for more. */
function freeName({ name }: VolumeBackup, taken: ReadonlySet<string>): string {
  const stem = `restored-${name.replace(/^backup-/, "").slice(-24)}`;
  let free = stem;
  for (let number = 2; taken.has(free); number++) free = `${stem}-${number}`;
  return free;
}

/** Longhorn gives up for good, so that is an end too. */
async function unfilled(kubectl: Kubectl, name: string): Promise<string[]> {
  const { isFilled, failure, state } = await readVolume(kubectl, name);
  return isFilled || failure !== undefined ? [] : [`Longhorn fills volume ${name} (${state})`];
}

/**
 * Argo CD first, which would start within seconds whoever is stopped, and make an empty volume where the claim is gone. So
 * where the work fails, they go on only if the claim has a volume, be it the old one or the new one.
 */
async function whileTheyRest<T>(
  { kubectl, say }: At,
  claim: ClaimName,
  users: readonly ClaimUser[],
  work: () => Promise<T>,
): Promise<T> {
  const argocd = { namespace: ARGOCD_NAMESPACE, kind: "StatefulSet", name: "argocd-application-controller" };
  const all = [argocd, ...users.map(({ kind, name }) => ({ namespace: claim.namespace, kind, name }))];
  const names = all.map(({ kind, name }) => `${kind}/${name}`).join(", ");
  say(`lets ${names} rest; if this is cut off, they rest until the same command is run again, which goes on from here`);
  try {
    for (const one of all) {
      await rest(kubectl, one);
      await untilNone(() => podsOf(kubectl, one), STOP_SECONDS, say, "its pods do not end");
    }
    await untilNone(() => podsWith(kubectl, claim), STOP_SECONDS, say, "somebody still uses the volume");
    const done = await work();
    await resumeAll(kubectl, all);
    say(`started ${names} again`);
    return done;
  } catch (error) {
    const goOn = await startedAgain(kubectl, claim, all).catch(() => false);
    throw new Error(
      `${(error as Error).message}\n${names} ${goOn ? "were started again" : "rest until it is done"}: ` +
        "run the same command again, which goes on from here",
    );
  }
}

async function startedAgain(kubectl: Kubectl, name: ClaimName, all: readonly Resting[]): Promise<boolean> {
  const claim = await readClaim(kubectl, name);
  if (claim?.status?.phase !== "Bound" || claim.metadata.deletionTimestamp !== undefined) return false;
  await resumeAll(kubectl, all);
  return true;
}

async function resumeAll(kubectl: Kubectl, all: readonly Resting[]): Promise<void> {
  for (const one of all.toReversed()) await resume(kubectl, one);
}

/** @returns the volume that the claim had and that is kept; undefined where there is none, or it has the new one already */
async function swap(
  { kubectl, say }: At,
  claim: ClaimName,
  { volume, claim: again }: PendingRestore,
): Promise<string | undefined> {
  const { namespace, name } = claim;
  const was = await readClaim(kubectl, claim); // anew: filling takes hours, and it may have another volume since
  const old = was?.spec.volumeName;
  const isKept = old !== undefined && old !== volume && (await keep(kubectl, old));
  if (old !== volume) {
    if (was !== undefined) {
      say(`takes ${namespace}/${name} away${old === undefined ? "" : ` from volume ${old}`}`);
      await remove(kubectl, claim);
    }
    say(`gives it volume ${volume}`);
    await create(kubectl, { ...again, spec: { ...again.spec, volumeName: volume } } satisfies Claim);
  }
  await untilNone(() => unbound(kubectl, claim), BIND_SECONDS, say, `${namespace}/${name} is not bound`);
  return isKept ? old : undefined;
}

/** Lets a volume outlive its claim; false where there is none any more, and the claim is lost. */
async function keep(kubectl: Kubectl, volume: string): Promise<boolean> {
  const found = await kubectl(["get", "persistentvolume", volume, "--ignore-not-found", "--output=name"]);
  if (found.trim() === "") return false;
  const patch = JSON.stringify({ spec: { persistentVolumeReclaimPolicy: "Retain" } });
  await kubectl(["patch", "persistentvolume", volume, "--type=merge", `--patch=${patch}`]);
  return true;
}

async function remove(kubectl: Kubectl, { namespace, name }: ClaimName): Promise<void> {
  const limits = ["--ignore-not-found", `--timeout=${BIND_SECONDS}s`];
  await kubectl(["delete", "persistentvolumeclaim", name, `--namespace=${namespace}`, ...limits], {
    timeoutSeconds: BIND_SECONDS + 30,
  });
}

/** Only now, when all is done, it is no longer pending: its PersistentVolume last, by which a stopped restore is known. */
async function settle({ kubectl }: At, { volume }: PendingRestore): Promise<void> {
  await kubectl(["label", "volumes.longhorn.io", volume, `--namespace=${LONGHORN_NAMESPACE}`, "lab/restore-"]);
  await kubectl(["label", "persistentvolume", volume, "lab/restore-"]);
}

async function unbound(kubectl: Kubectl, claim: ClaimName): Promise<string[]> {
  const phase = (await readClaim(kubectl, claim))?.status?.phase;
  return phase === "Bound" ? [] : [`the claim is ${phase ?? "not there"}`];
}

async function untilNone(
  look: () => Promise<string[]>,
  seconds: number,
  say: At["say"],
  trouble: string,
): Promise<void> {
  const missing = await until(look, seconds, say, PAUSE_SECONDS);
  if (missing.length > 0) throw new Error(`Cannot go on, ${trouble}: ${missing.join(", ")}`);
}

async function create(kubectl: Kubectl, object: object): Promise<void> {
  await kubectl(["create", "--filename=-"], { input: JSON.stringify(object) });
}
