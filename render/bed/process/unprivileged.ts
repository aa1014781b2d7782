import type { Program } from "../program/program.ts";
import { WITH_PARENT } from "./part.ts";

/**
 * How a program that refuses root is called by root: as nobody of a user namespace of its own, where nobody is who calls.
 * So it may write what the caller may, and has no rights beyond that. For everyone else it is the program as it is.
 */
export function unprivileged(program: Program): Program {
  if (process.geteuid?.() !== 0) return program;
  // The kernel forgets what it is to send at the parent's death when credentials change, so it is told anew.
  return ["unshare", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, "--", ...WITH_PARENT, ...program];
}

const NOBODY = 65534;
