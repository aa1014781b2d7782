import type { HostAt } from "./host-at.ts";
import type { Step } from "./step.ts";
import { accounts } from "./steps/accounts.ts";
import { boot } from "./steps/boot.ts";
import { disks } from "./steps/disks.ts";
import { diskFiles, files } from "./steps/files.ts";
import { diskFolders, folders } from "./steps/folders.ts";
import { nameAndTime } from "./steps/name-and-time.ts";
import { packages } from "./steps/packages.ts";
import { programs } from "./steps/programs.ts";
import { secrets } from "./steps/secrets.ts";
import { baseServices, services } from "./steps/services.ts";

/**
 * What makes a machine a host of the lab, up to the services beside the cluster, in this order. What lies on a disk of its
 * own comes after that is mounted, and secrets of all hosts are there before the files of any.
 */
export const hostSteps: readonly Step<HostAt>[] = [
  nameAndTime,
  packages,
  accounts,
  folders,
  secrets,
  files,
  boot,
  disks,
  diskFolders,
  diskFiles,
  baseServices,
  programs,
  services,
];
