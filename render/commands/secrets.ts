import { Command } from "commander";
import { listCommand } from "./secrets/list.ts";
import { makeCommand } from "./secrets/make.ts";
import { rotateCommand } from "./secrets/rotate.ts";
import { setCommand } from "./secrets/set.ts";

export const command = new Command("secrets")
  .description(
    "Every secret that the lab declares, and what it takes to have them all: some a person brings, some a stack, and the " +
      "rest is made in place, without anybody seeing it. No command shows a value, or takes one as an argument.\n\n" +
      "Vault is the one of the cluster, or that of VAULT_ADDR; who asks it says VAULT_TOKEN, or vault/token of the secret " +
      "source (platform/secrets/source.ts), as for gitea/token and postgres/superuser.",
  )
  .addCommand(listCommand)
  .addCommand(setCommand)
  .addCommand(makeCommand)
  .addCommand(rotateCommand);
