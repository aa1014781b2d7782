import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryFolder } from "../repository.ts";
import { initialise } from "./initialise.ts";
import { withPrivateFolder } from "./private-folder.ts";
import type { StackWork } from "./stack-work.ts";

/** The file that every stack has: where its state lies, whose it is, and how it is encrypted. */
const STATE_FILE = join(repositoryFolder, "platform/tofu/state.tf");

/** Works on the state of a stack alone: a folder with nothing but its backend needs no provider and no credential of one. */
export function withStateOnly<T>(work: StackWork, use: (state: StackWork) => Promise<T>): Promise<T> {
  return withPrivateFolder(async folder => {
    const bare = {
      ...work,
      folder: join(folder, "stack"),
      variables: join(folder, "stack.tfvars.json"),
      data: join(folder, "data"),
    };
    mkdirSync(bare.folder);
    copyFileSync(STATE_FILE, join(bare.folder, "state.tf"));
    writeFileSync(bare.variables, JSON.stringify(work.state));
    await initialise(bare);
    return use(bare);
  });
}
