import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** A push of more than five commits would leave Applications on stale manifests. */
export const edit = (lab: Lab): Lab =>
  withEdit(lab, "argocd/VaultStaticSecret/repository-lab", secret => {
    secret.spec.destination.transformation.templates.webhookManifestCacheWarmDisabled.text = "false";
  });
