import { k3sAgain } from "./k3s-steps.ts";
import { argocd } from "./lab/argocd.ts";
import { backupKey } from "./lab/backup-key.ts";
import { bootstrapSecrets } from "./lab/bootstrap-secrets.ts";
import { controlMachine } from "./lab/control-machine.ts";
import { converged } from "./lab/converged.ts";
import { crds } from "./lab/crds.ts";
import { firstToken } from "./lab/first-token.ts";
import { giteaAccount } from "./lab/gitea-account.ts";
import { offsite } from "./lab/offsite.ts";
import { owner } from "./lab/owner.ts";
import { push } from "./lab/push.ts";
import { registryLogin } from "./lab/registry-login.ts";
import { root } from "./lab/root.ts";
import { runners } from "./lab/runners.ts";
import { secrets } from "./lab/secrets.ts";
import { stackStep } from "./lab/stack-step.ts";
import { vault } from "./lab/vault.ts";
import type { LabAt } from "./lab-at.ts";
import type { Step } from "./step.ts";

/**
 * What makes hosts a lab, once they are set up and k3s runs, in this order. Gitea comes first, for everything else is
 * deployed from there; the account of a person comes last, for a person has to be there. `root-certificate` is not among
 * them: it comes before the services of the hosts, of which some do not start without it.
 */
export const labSteps: readonly Step<LabAt>[] = [
  controlMachine,
  giteaAccount,
  stackStep("gitea"),
  push,
  offsite,
  crds,
  runners,
  registryLogin,
  k3sAgain,
  bootstrapSecrets,
  argocd,
  root,
  vault,
  stackStep("postgres"),
  stackStep("vault"),
  secrets,
  backupKey,
  converged,
  owner,
  firstToken,
];
