import { restoreCommand } from "../../storage/restore-command.ts";
import { serviceThing } from "../things.ts";
import type { Care } from "./care.ts";

export const postgresql: Care = {
  things: () => [serviceThing("PostgreSQL")],
  bearable: () =>
    "not at all, for those that stop. They come back when it does, as soon as they connect anew. With it goes Gitea, so " +
    "nothing is deployed meanwhile.",
  alerts: ["PgbouncerDown", "PlausibleDown", "TargetDown"],
  remedies: ({ cluster }) => [
    `On ${cluster.postgres.node}: \`systemctl status lab-postgres\`, \`journalctl --unit lab-postgres\`. After a power cut it recovers for some minutes.`,
    "`npx lab recover` starts it once its disk is there.",
    `Its data are lost, or wrong: \`${restoreCommand(cluster, "postgres --time <time>")}\` puts every database back as it was at that second.`,
  ],
  runbooks: ["restore-a-database"],
};
