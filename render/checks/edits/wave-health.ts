import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** Argo CD forgets what the health of an Application is. */
export const edit = (lab: Lab): Lab =>
  withEdit(lab, "argocd/ConfigMap/argocd-cm", settings => {
    delete settings.data["resource.customizations.health.argoproj.io_Application"];
  });
