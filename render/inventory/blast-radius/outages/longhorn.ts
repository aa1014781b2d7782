import { unitThing } from "../things.ts";
import type { Care } from "./care.ts";

export const longhorn: Care = {
  things: () => [unitThing("longhorn")],
  bearable: () =>
    "volumes in use go on as long as the processes behind them run. A pod that starts anew does not get its volume, no copy " +
    "is made, no backup. It is bearable until a node restarts, and backups are too old meanwhile.",
  alerts: ["LonghornNodeDown", "VolumeFaulted", "VolumeDegraded", "VolumeBackupTooOld"],
  remedies: () => [
    "`kubectl -n longhorn-system get pods`; `kubectl -n longhorn-system get volumes.longhorn.io`.",
    "A volume is faulted: `npx lab recover` salvages it, and asks before it takes an older copy.",
    "Never delete its Application, its CRDs or its namespace: the data would be lost.",
  ],
  runbooks: ["restore-a-volume"],
};
