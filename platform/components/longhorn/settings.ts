import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { ConfigMap } from "../../kubernetes.ts";
import { LONGHORN_LABELS, LONGHORN_PRIORITY } from "./labels.ts";

/**
 * Settings of Longhorn that differ from its own. It takes them over at each start and whenever this ConfigMap changes;
 * what is not in it stays as somebody set it in the UI.
 *
 * @see https://longhorn.io/docs/1.12.1/references/settings/
 */
export class Settings extends Construct {
  constructor(scope: Construct, id: string, { cluster }: { readonly cluster: Cluster }) {
    super(scope, id);
    new ConfigMap(this, "settings", {
      metadata: { name: "longhorn-default-setting", labels: LONGHORN_LABELS },
      data: { "default-setting.yaml": yaml(settings(cluster)) },
    });
  }
}

function settings({ storage }: Cluster): Record<string, string> {
  const { replicas = 1, locality = "disabled" } = storage.classes[storage.defaultClass] ?? {};
  return {
    // Volumes that a person makes in the UI, for instance from a backup, are like those of the default class.
    "default-replica-count": perEngine(String(replicas)),
    "default-data-locality": locality,

    // After a power cut: volumes come back by themselves where any copy is usable, though it may not be the latest, and a
    // pod whose node stays away is deleted, for it would hold its volume until somebody does that. Why the latest copy is
    // not waited for: platform/decisions/0013-longhorn-salvages-by-itself.md.
    "auto-salvage": "true",
    "node-down-pod-deletion-policy": "delete-both-statefulset-and-deployment-pod",

    // Nodes are drained to be restarted, not to be removed. A volume with one copy would block that for ever.
    "node-drain-policy": "allow-if-replica-is-stopped",

    // One copy at a time fills a gigabit line and the disk behind it already.
    "concurrent-replica-rebuild-per-node-limit": "1",
    "concurrent-volume-backup-restore-per-node-limit": "1",
    // After an upgrade every volume takes the new engine, one after the other; by default none does.
    "concurrent-automatic-engine-upgrade-per-node-limit": "1",

    // In percent of a node's cores; 12 by default, half a core of four.
    "guaranteed-instance-manager-cpu": perEngine("5"),
    // They request nothing by default, and are killed first when memory is short.
    "system-managed-csi-components-resource-limits": JSON.stringify(csiRequests()),

    // The disk below /var/lib/longhorn is Longhorn's own. Longhorn keeps 30 and 25 percent free by default, for disks
    // that it shares with the system.
    "storage-reserved-percentage-for-default-disk": "10",
    "storage-minimal-available-percentage": "15",

    // A volume whose pod is away at night is backed up too.
    "allow-recurring-job-while-volume-detached": "true",

    "priority-class": LONGHORN_PRIORITY,
    // As its own installation has it.
    "disable-revision-counter": JSON.stringify({ v1: "true" }),

    // Nothing is told to its makers; new versions are found by Renovate.
    "allow-collecting-longhorn-usage-metrics": "false",
    "upgrade-checker": "false",
  };
}

/** Both engines must be named, or the setting is passed over; only V1 is used here, for V2 takes a whole core for itself. */
function perEngine(value: string): string {
  return JSON.stringify({ v1: value, v2: value });
}

function csiRequests() {
  const sidecar = { requests: { cpu: "5m", memory: "24Mi" } };
  return {
    "csi-attacher": sidecar,
    "csi-provisioner": sidecar,
    "csi-resizer": sidecar,
    "csi-snapshotter": sidecar,
    "longhorn-csi-plugin": { requests: { cpu: "10m", memory: "48Mi" } },
    "node-driver-registrar": { requests: { cpu: "5m", memory: "16Mi" } },
    "longhorn-liveness-probe": { requests: { cpu: "5m", memory: "16Mi" } },
  };
}

function yaml(entries: Readonly<Record<string, string>>): string {
  return Object.entries(entries)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
    .join("");
}
