import { serverOf } from "../../../../platform/hosts/server-of.ts";
import { lifetimeSeconds, RENEWAL_PERCENT } from "../../../../platform/lifetimes.ts";
import { restoreCommand } from "../../storage/restore-command.ts";
import { API_SERVER } from "../things.ts";
import type { Care } from "./care.ts";

const DAY_SECONDS = 24 * 60 * 60;

export const apiServer: Care = {
  things: () => [API_SERVER],
  bearable: ({ cluster }) => {
    const days = Math.floor((lifetimeSeconds(cluster) * (100 - RENEWAL_PERCENT)) / 100 / DAY_SECONDS);
    return (
      "pods go on, and answer. Nothing is started, moved, healed or deployed, and a pod that ends stays away. Users of " +
      `databases are not renewed: they last for at least ${days} days.`
    );
  },
  alerts: ["ApiServerDown", "MetricsMissing"],
  remedies: ({ cluster }) => [
    `On ${serverOf(cluster).name}: \`systemctl status k3s\`, \`journalctl --unit k3s\`.`,
    `\`npx lab recover\` starts it anew. Its data are lost: \`${restoreCommand(cluster, "k3s")}\`.`,
  ],
  runbooks: ["replace-a-pi"],
};
