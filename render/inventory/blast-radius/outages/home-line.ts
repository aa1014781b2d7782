import { HOME_LINE } from "../things.ts";
import type { Care } from "./care.ts";

export const homeLine: Care = {
  things: () => [HOME_LINE],
  bearable: ({ cluster }) =>
    "in the LAN everything goes on: names, certificates, images and secrets come from inside. Backups of tonight stay here " +
    `until it is back.${cluster.zone === undefined ? "" : ` Nobody outside reaches ${cluster.zone.name}${cluster.zone.mail === undefined ? "" : "; its mail is the provider's, and arrives"}.`} ` +
    "Alerts do not reach a person outside of the house; the watcher outside tells you that they are missing, if you have one.",
  alerts: ["TunnelDown", "MessagesFail", "HostBackupTooOld"],
  remedies: () => [
    "The router and the provider. Nothing in the lab has to be restarted afterwards.",
    "It was away at night: `npx lab backup` makes every backup of the hosts now.",
  ],
  runbooks: [],
};
