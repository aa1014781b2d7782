import { defineComponent } from "../../component.ts";
import { ARGOCD_NAMESPACE } from "../argocd/namespace.ts";
import { VaultLogin } from "../vault-secrets-operator/vault-login.ts";
import { Account, accountSecrets, NAME } from "./account.ts";
import { imageUpdaterAlerts } from "./alerts.ts";
import { ImageUpdater } from "./api.ts";
import { imageUpdaterDefinitions } from "./definitions.ts";
import { ImageUpdaterRights } from "./rights.ts";
import { Settings } from "./settings.ts";
import { imageUpdates } from "./updates.ts";
import { Workload } from "./workload.ts";

/**
 * Watches the lab's registry for newer images and pushes their tags to a branch of this repository. It lies beside Argo
 * CD, and is a tool all the same: no deployment waits for it.
 */
export const argocdImageUpdater = defineComponent({
  name: NAME,
  class: "tool",
  namespace: ARGOCD_NAMESPACE,
  crds: ["argocd-image-updater.argoproj.io"],
  definitions: imageUpdaterDefinitions,
  alerts: imageUpdaterAlerts,
  secrets: () => accountSecrets,
  resources(chart, cluster, { instances }) {
    new ImageUpdaterRights(chart, "rights");
    new VaultLogin(chart, "login", { name: NAME, role: NAME });
    new Account(chart, "account", { cluster });
    new Settings(chart, "settings", { cluster });
    new Workload(chart, "workload", { cluster });

    for (const [app, spec] of imageUpdates(cluster, instances)) {
      new ImageUpdater(chart, `updates-${app}`, { metadata: { name: app, annotations: KEPT }, spec });
    }
  },
});

/**
 * Taking the component away takes its process and its rules away at once, and only the process takes off the finalizer
 * that it has put on the rules: without it their deletion, and so a sync of the root, would wait for ever.
 */
const KEPT = { "argocd.argoproj.io/sync-options": "Delete=false" };
