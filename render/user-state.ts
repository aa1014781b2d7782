import { homedir } from "node:os";
import { join } from "node:path";

/**
 * Folder for what this machine has come to know or has done, one per use, such as a cluster: `~/.local/state/lab/<name>`.
 *
 * @see https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function userState(name: string): string {
  return join(process.env.XDG_STATE_HOME || join(homedir(), ".local", "state"), "lab", name);
}
