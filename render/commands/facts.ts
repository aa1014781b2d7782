import { Command } from "commander";
import { pullCommand } from "./facts/pull.ts";

export const command = new Command("facts")
  .description("Brings facts that others make, such as the name servers of the zone, to where the lab is declared.")
  .addCommand(pullCommand);
