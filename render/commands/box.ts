import { Command } from "commander";
import { buildCommand } from "./box/build.ts";
import { pushCommand } from "./box/push.ts";
import { startCommand } from "./box/start.ts";

export const command = new Command("box")
  .description("The lab in a box: the whole lab on this machine, without containers and without a Pi. Linux only.")
  .addCommand(startCommand)
  .addCommand(pushCommand)
  .addCommand(buildCommand);
