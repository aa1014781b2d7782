import type { Kubectl } from "../../remote/kubectl.ts";
import type { LabAt } from "../../up/lab-at.ts";
import type { ClaimName } from "./claim-name.ts";
import { createObject } from "./create-object.ts";
import { type PendingRestore, readClaim } from "./read-restore.ts";
import type { Claim } from "./restored-objects.ts";
import { waitUntilNone } from "./wait-until-none.ts";

const BIND_SECONDS = 300;

/**
 * Gives a claim the volume that was filled for it. Nobody may use the claim meanwhile.
 *
 * @returns the volume that it had and that is kept; undefined where there is none, or it has the new one already
 */
export async function swapVolume(
  { kubectl, say }: Pick<LabAt, "kubectl" | "say">,
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
    await createObject(kubectl, { ...again, spec: { ...again.spec, volumeName: volume } } satisfies Claim);
  }
  await waitUntilNone(() => unbound(kubectl, claim), BIND_SECONDS, say, `${namespace}/${name} is not bound`);
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

async function unbound(kubectl: Kubectl, claim: ClaimName): Promise<string[]> {
  const phase = (await readClaim(kubectl, claim))?.status?.phase;
  return phase === "Bound" ? [] : [`the claim is ${phase ?? "not there"}`];
}
