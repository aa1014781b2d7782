import { LONGHORN_NAMESPACE } from "../../../platform/components/longhorn/namespace.ts";
import { objectsOf, ofKind } from "../../recover/read/objects.ts";
import type { Kubectl } from "../../remote/kubectl.ts";
import type { LabAt } from "../../up/lab-at.ts";
import { createObject } from "./create-object.ts";
import type { VolumeRestore } from "./plan-restore.ts";
import { type PendingRestore, readClaim, readVolume } from "./read-restore.ts";
import {
  type Claim,
  type ClassParameters,
  claimAgain,
  filledVolume,
  modesOf,
  PENDING,
  persistentVolume,
} from "./restored-objects.ts";
import type { VolumeBackup } from "./volume-backup.ts";
import { waitUntilNone } from "./wait-until-none.ts";

/** Hours: a large volume over a slow line. */
const FILL_SECONDS = 12 * 3600;

/**
 * Fills a new volume from the backup, and reserves it for the claim. Nobody notices yet.
 *
 * @throws {Error} when Longhorn gives up; what it had begun is deleted again
 */
export async function fillVolume(
  { kubectl, say }: Pick<LabAt, "kubectl" | "say">,
  { claim, backup }: Pick<VolumeRestore, "claim" | "backup">,
): Promise<PendingRestore> {
  const was = await readClaim(kubectl, claim);
  const parameters = await parametersOf(kubectl, was?.spec.storageClassName ?? backup.storageClass);
  const name = await fillingVolume(kubectl, backup, was, parameters);
  say(`fills volume ${name} from ${backup.name}`);
  await waitUntilNone(() => unfilled(kubectl, name), FILL_SECONDS, say, `volume ${name} is not filled`);
  const { failure, bytes } = await readVolume(kubectl, name);
  if (failure !== undefined) {
    await kubectl(["delete", "volumes.longhorn.io", name, `--namespace=${LONGHORN_NAMESPACE}`, "--wait=false"]);
    throw new Error(
      `Longhorn cannot fill volume ${name}: ${failure}; it is deleted again, and nothing else is changed`,
    );
  }
  const filled = { name, bytes, backup };
  const again = claimAgain(claim, was, filled);
  await createObject(kubectl, persistentVolume(filled, again, parameters));
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
  await createObject(kubectl, filledVolume(name, backup, modesOf(was), parameters));
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
