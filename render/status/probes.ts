import type { Probe } from "./probe.ts";
import { argocdApplications } from "./probes/argocd-applications.ts";
import { backups } from "./probes/backups.ts";
import { certificates } from "./probes/certificates.ts";
import { clocks } from "./probes/clocks.ts";
import { disks } from "./probes/disks.ts";
import { gitea } from "./probes/gitea.ts";
import { hosts } from "./probes/hosts.ts";
import { k3sNodes } from "./probes/k3s-nodes.ts";
import { longhornVolumes } from "./probes/longhorn-volumes.ts";
import { names } from "./probes/names.ts";
import { pods } from "./probes/pods.ts";
import { postgres } from "./probes/postgres.ts";
import { secretsOperator } from "./probes/secrets-operator.ts";
import { units } from "./probes/units.ts";
import { vault } from "./probes/vault.ts";
import { volumeAttachments } from "./probes/volume-attachments.ts";

/** Every link, from the hosts to the apps. */
export const probes: readonly Probe[] = [
  ...[hosts, disks, clocks, units, postgres, gitea, names, certificates],
  ...[k3sNodes, pods, volumeAttachments, longhornVolumes],
  ...[vault, secretsOperator, argocdApplications],
  backups,
];
