import { restoreCommand } from "../../storage/restore-command.ts";
import { serviceThing } from "../things.ts";
import type { Care } from "./care.ts";

export const gitea: Care = {
  things: () => [serviceThing("Gitea")],
  bearable: () =>
    "for as long as nobody has to change anything: no push, no review, no workflow, no new image, and nobody signs in by " +
    "Gitea's account. Passwords of local administrators still work.",
  alerts: ["ArgocdGitUnreachable", "TargetDown"],
  remedies: ({ cluster }) => [
    `On ${cluster.gitea.node}: \`systemctl status lab-gitea\`, \`journalctl --unit lab-gitea\`.`,
    "`npx lab recover` starts it once its disk and PostgreSQL are there.",
    `Its data are lost: \`${restoreCommand(cluster, "gitea")}\`.`,
  ],
  runbooks: ["locked-out", "move-gitea"],
};
