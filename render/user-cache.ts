import { homedir } from "node:os";
import { join } from "node:path";

/** Folder for what can be had again, one per use: `~/.cache/lab/<name>`, on a Mac `~/Library/Caches/lab/<name>`. */
export function userCache(name: string): string {
  const usual = process.platform === "darwin" ? ["Library", "Caches"] : [".cache"];
  return join(process.env.XDG_CACHE_HOME || join(homedir(), ...usual), "lab", name);
}
