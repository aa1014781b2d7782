import { Command } from "commander";
import { pullCommand } from "./crds/pull.ts";
import { pushCommand } from "./crds/push.ts";

export const command = new Command("crds")
  .description("Brings the CRDs of the pinned versions to where Argo CD takes them from.")
  .addCommand(pullCommand)
  .addCommand(pushCommand);
