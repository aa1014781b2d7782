import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** For tests: whether a program can be called by its name. */
export function isOnPath(name: string): boolean {
  return (process.env.PATH ?? "").split(delimiter).some(place => {
    try {
      accessSync(join(place, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
