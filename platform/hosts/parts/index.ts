import type { PartOf } from "../machine.ts";
import { backup } from "./backup.ts";
import { base } from "./base.ts";
import { clock } from "./clock.ts";
import { disks } from "./disks.ts";
import { docker } from "./docker.ts";
import { gitea } from "./gitea.ts";
import { k3sAgent } from "./k3s-agent.ts";
import { k3sServer } from "./k3s-server.ts";
import { kernel } from "./kernel.ts";
import { longhornNode } from "./longhorn-node.ts";
import { network } from "./network.ts";
import { nodeMetrics } from "./node-metrics.ts";
import { pihole } from "./pihole.ts";
import { postgres } from "./postgres.ts";
import { postgresBackup } from "./postgres-backup.ts";
import { runner } from "./runner.ts";
import { stepCa } from "./step-ca.ts";
import { trust } from "./trust.ts";
import { vaultUnseal } from "./vault-unseal.ts";

/** Every concern of a host, in the order in which their units are first started. */
export const parts: readonly PartOf[] = [
  base,
  clock,
  network,
  kernel,
  trust,
  disks,
  longhornNode,
  nodeMetrics,
  docker,
  pihole,
  stepCa,
  postgres,
  gitea,
  runner,
  k3sServer,
  k3sAgent,
  vaultUnseal,
  backup,
  postgresBackup,
];
