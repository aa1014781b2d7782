import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** A sealed Vault would make Argo CD's own login unhealthy, and hold up every deployment. */
export const edit = (lab: Lab): Lab =>
  withEdit(lab, "argocd/VaultAuth/vault", login => {
    delete login.metadata.annotations["argocd.argoproj.io/ignore-healthcheck"];
  });
