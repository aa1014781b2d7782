import { ARGOCD_NAMESPACE } from "../../platform/components/argocd/namespace.ts";
import { LONGHORN_NAMESPACE } from "../../platform/components/longhorn/namespace.ts";
import { objectsOf, ofKind } from "../recover/read/objects.ts";
import type { Kubectl } from "../remote/kubectl.ts";
import { until } from "../up/lab/until.ts";
import type { LabAt } from "../up/lab-at.ts";
import type { ClaimName } from "./volume/claim-name.ts";
import { type ClaimUser, USER_KINDS, usersOf } from "./volume/claim-users.ts";
import { podsOf, podsWith } from "./volume/pods-left.ts";
import { type PendingRestore, readClaim, readPending, readVolume } from "./volume/read-restore.ts";
import { rest, resume } from "./volume/rest.ts";
import {
  type Claim,
  type ClassParameters,
  claimAgain,
  filledVolume,
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
  { kubectl, cluster }: Pick<LabAt, "kubectl" | "cluster">,
  claim: ClaimName,
  wanted: string,
): Promise<VolumeRestore> {
  const items = await objectsOf(kubectl, [...BACKUP_KINDS, ...USER_KINDS]);
  const pending = await readPending(kubectl, claim);
  const found = backupNamed(backupsOf(items, claim), pending?.backup ?? wanted, claim);
  const backup = { ...found, storageClass: found.storageClass || cluster.storage.defaultClass };
  const users = usersOf(items, claim);
  const restless = users.filter(({ replicas }) => replicas === undefined);
  if (restless.length > 0) {
    const names = restless.map(({ kind, name }) => `${kind}/${name}`).join(", ");
    throw new Error(
      `Cannot restore volume "${claim.namespace}/${claim.name}": ${names} uses it, and cannot rest; suspend or delete that first`,
    );
  }
  const old = (await readClaim(kubectl, claim))?.spec.volumeName;
  return { claim, backup, users, ...(old !== undefined && { old }), ...(pending && { pending }) };
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
  const { claim, backup, users, old } = plan;
  const pending = plan.pending ?? (await fill(on, plan));
  await whileTheyRest(on, claim, users, () => swap(on, plan, pending));
  await settle(on, pending);
  const kept =
    old === undefined || old === pending.volume
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
  const again = claimAgain(claim, was, backup);
  const parameters = await parametersOf(kubectl, again.spec.storageClassName);
  const volume = await fillingVolume(kubectl, backup, parameters);
  say(`fills volume ${volume} from ${backup.name}`);
  await untilNone(() => unfilled(kubectl, volume), FILL_SECONDS, say, `volume ${volume} is not filled`);
  const { failure } = await readVolume(kubectl, volume);
  if (failure !== undefined) throw new Error(`Longhorn cannot fill volume ${volume}: ${failure}`);
  await create(kubectl, persistentVolume(volume, again, backup, parameters));
  return { volume, backup: backup.name, claim: again };
}

async function parametersOf(kubectl: Kubectl, storageClass: string): Promise<ClassParameters> {
  const text = await kubectl(["get", "storageclass", storageClass, "--output=json"]);
  return (JSON.parse(text) as { parameters?: ClassParameters }).parameters ?? {};
}

/** One that an earlier try has begun to fill and nobody has yet, else a new one: `restored-1a2b3c4d5e6f7a8b`. */
async function fillingVolume(kubectl: Kubectl, backup: VolumeBackup, parameters: ClassParameters): Promise<string> {
  const items = await objectsOf(kubectl, ["volumes.longhorn.io", "persistentvolumes"]);
  const volumes = ofKind<{ fromBackup?: string }, unknown>(items, "longhorn.io", "Volume");
  const taken = new Set(ofKind(items, "", "PersistentVolume").map(({ metadata }) => metadata.name));
  const begun = volumes.find(
    ({ metadata, spec }) => isPending(metadata.labels) && spec?.fromBackup === backup.url && !taken.has(metadata.name),
  );
  if (begun !== undefined) return begun.metadata.name;
  const name = freeName(backup, new Set([...taken, ...volumes.map(({ metadata }) => metadata.name)]));
  await create(kubectl, filledVolume(name, backup, parameters));
  return name;
}

function isPending(labels: Readonly<Record<string, string>> = {}): boolean {
  return Object.entries(PENDING).every(([label, value]) => labels[label] === value);
}

function freeName({ name }: VolumeBackup, taken: ReadonlySet<string>): string {
  const stem = `restored-${name.replace(/^backup-/, "")}`;
  let free = stem;
  for (let number = 2; taken.has(free); number++) free = `${stem}-${number}`;
  return free;
}

/** Longhorn gives up for good, so that is an end too. */
async function unfilled(kubectl: Kubectl, name: string): Promise<string[]> {
  const { isFilled, failure, state } = await readVolume(kubectl, name);
  return isFilled || failure !== undefined ? [] : [`Longhorn fills volume ${name} (${state})`];
}

/** Argo CD first, which would start within seconds whoever is stopped, and make an empty volume where the claim is gone. */
async function whileTheyRest(
  { kubectl, say }: At,
  claim: ClaimName,
  users: readonly ClaimUser[],
  work: () => Promise<void>,
): Promise<void> {
  const argocd = { namespace: ARGOCD_NAMESPACE, kind: "StatefulSet", name: "argocd-application-controller" };
  const all = [argocd, ...users.map(({ kind, name }) => ({ namespace: claim.namespace, kind, name }))];
  try {
    for (const one of all) {
      say(`lets ${one.kind}/${one.name} rest`);
      await rest(kubectl, one);
      await untilNone(() => podsOf(kubectl, one), STOP_SECONDS, say, "its pods do not end");
    }
    await untilNone(() => podsWith(kubectl, claim), STOP_SECONDS, say, "somebody still uses the volume");
    await work();
  } catch (error) {
    const names = all.map(({ kind, name }) => `${kind}/${name}`).join(", ");
    throw new Error(
      `${(error as Error).message}\n${names} rest until it is done: run the same command again, which goes on from here`,
    );
  }
  for (const one of all.toReversed()) await resume(kubectl, one);
  say(`started ${all.length} again`);
}

async function swap(
  { kubectl, say }: At,
  { claim, old }: VolumeRestore,
  { volume, claim: again }: PendingRestore,
): Promise<void> {
  const { namespace, name } = claim;
  if (old !== undefined && old !== volume) {
    say(`takes volume ${old} from ${namespace}/${name}`);
    await kubectl([
      "patch",
      "persistentvolume",
      old,
      "--type=merge",
      `--patch=${JSON.stringify({ spec: { persistentVolumeReclaimPolicy: "Retain" } })}`,
    ]);
    await kubectl(
      [
        "delete",
        "persistentvolumeclaim",
        name,
        `--namespace=${namespace}`,
        "--ignore-not-found",
        `--timeout=${BIND_SECONDS}s`,
      ],
      { timeoutSeconds: BIND_SECONDS + 30 },
    );
  }
  say(`gives it volume ${volume}`);
  if (old !== volume) await create(kubectl, { ...again, spec: { ...again.spec, volumeName: volume } } satisfies Claim);
  await untilNone(() => unbound(kubectl, claim), BIND_SECONDS, say, `${namespace}/${name} is not bound`);
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
