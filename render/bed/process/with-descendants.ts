import type { Program } from "../program/program.ts";

/**
 * How a program is called so that whatever it starts, and they start, is gone when it is: in a process namespace of its
 * own. The process so called is deaf to SIGTERM: kill it. It ends with its parent.
 */
export function withDescendants(program: Program): Program {
  const within: Program = [
    ...(["setpriv", "--pdeathsig=KILL", "unshare", "--pid", "--fork", "--kill-child", "--mount-proc", "--"] as const),
    ...["sh", "-c", '"$@"; exit', "sh"], // a first process that buries the dead, as orphans expect of it
    ...program,
  ];
  if (process.geteuid?.() === 0) return within;
  return ["unshare", "--user", "--map-current-user", "--keep-caps", "--", ...within]; // else only root may make one
}
