import { defineComponent } from "../../component.ts";
import { Namespace, PriorityClass } from "../../kubernetes.ts";
import { owned } from "../../naming.ts";
import { podSecurity } from "../../pod-security.ts";
import { fromStack, USER_LIST } from "../../secrets/origin.ts";
import { USERS_SECRET } from "../../shapes/internal-route.ts";
import { longhornAlerts } from "./alerts.ts";
import { BackupTarget } from "./backup-target.ts";
import { longhornDefinitions } from "./definitions.ts";
import { DriverDeployer } from "./driver-deployer.ts";
import { LONGHORN_LABELS, LONGHORN_PRIORITY } from "./labels.ts";
import { Manager } from "./manager.ts";
import { LONGHORN_NAMESPACE } from "./namespace.ts";
import { NetworkPolicies } from "./network-policies.ts";
import { RecurringJobs } from "./recurring-jobs.ts";
import { Rights } from "./rights.ts";
import { Settings } from "./settings.ts";
import { StorageClasses } from "./storage-classes.ts";
import { UI_SERVICE, Ui } from "./ui.ts";
import { VaultSecrets } from "./vault-secrets.ts";

/**
 * Replicated block storage on the nodes' own disks, backed up to a bucket every night.
 *
 * The managers make the rest while they run: the CSI driver, engines, and an object for each volume, copy, node and
 * setting. None of that is rendered, and nothing here may ever prune it.
 */
export const longhorn = defineComponent({
  name: "longhorn",
  class: "platform",
  namespace: LONGHORN_NAMESPACE,
  crds: ["longhorn.io"],
  definitions: longhornDefinitions,
  alerts: () => longhornAlerts,
  secrets: () => ({
    "longhorn/users": USER_LIST,
    "longhorn/backup": { AWS_ACCESS_KEY_ID: fromStack("google"), AWS_SECRET_ACCESS_KEY: fromStack("google") },
  }),
  resources(chart, cluster) {
    new Namespace(chart, "namespace", {
      metadata: { name: LONGHORN_NAMESPACE, labels: podSecurity("privileged") },
    });
    new PriorityClass(chart, "priority", {
      metadata: { name: LONGHORN_PRIORITY, labels: LONGHORN_LABELS },
      value: 1_000_000_000, // the highest that anyone may define
      globalDefault: false,
      preemptionPolicy: "PreemptLowerPriority",
      description: "Longhorn: without it no volume can be read or written.",
    });
    new Rights(chart, "rights");
    new NetworkPolicies(chart, "network");
    new Settings(chart, "settings", { cluster });
    new StorageClasses(chart, "classes", cluster.storage);
    new Manager(chart, "manager", { cluster });
    new DriverDeployer(chart, "driver", { cluster });
    new Ui(chart, "ui", { cluster });
    new VaultSecrets(chart, "secrets", { users: owned(UI_SERVICE, USERS_SECRET) });
    new BackupTarget(chart, "backups", { cluster });
    new RecurringJobs(chart, "jobs");
  },
});
