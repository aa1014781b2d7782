import { ARGOCD_NAMESPACE } from "../../../platform/components/argocd/namespace.ts";
import type { Kubectl } from "../../remote/kubectl.ts";
import type { LabAt } from "../../up/lab-at.ts";
import type { ClaimName } from "./claim-name.ts";
import type { ClaimUser } from "./claim-users.ts";
import { podsOf, podsWith } from "./pods-left.ts";
import { readClaim } from "./read-restore.ts";
import { type Resting, rest, resume } from "./rest.ts";
import { waitUntilNone } from "./wait-until-none.ts";

const STOP_SECONDS = 600;

/**
 * Does something while nobody uses a claim, and starts again whoever rested. Argo CD rests first, which would start within
 * seconds whoever is stopped, and make an empty volume where the claim is gone. So where the work fails, they go on only if
 * the claim has a volume, be it the old one or the new one.
 */
export async function whileTheyRest<T>(
  { kubectl, say }: Pick<LabAt, "kubectl" | "say">,
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
      await waitUntilNone(() => podsOf(kubectl, one), STOP_SECONDS, say, "its pods do not end");
    }
    await waitUntilNone(() => podsWith(kubectl, claim), STOP_SECONDS, say, "somebody still uses the volume");
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
