import type { HostFile } from "../../platform/hosts/host.ts";
import type { Remote } from "../remote/remote.ts";
import { rows, script } from "./script.ts";

/** Folder on a host in which `lab up` remembers what it has to, across a kill. */
export const STATE_FOLDER = "/var/lib/lab";

/** A file as it lies on a host. */
export interface FileState {
  /** Such as `644`. */
  readonly mode: string;
  /** Such as `0:0`, and `root:root`. */
  readonly owners: readonly string[];
  /** As `stat` calls it: `regular file`. */
  readonly kind: string;
  readonly sha256: string | undefined;
}

/** What a host has of files, and what it remembers. */
export interface HostState {
  readonly files: ReadonlyMap<string, FileState>;
  /** What was placed before, with the units that read it: what is no longer declared is to be removed. */
  readonly placed: ReadonlyMap<string, readonly string[]>;
  /** Units that are to be restarted, for a file or a program of theirs has changed. */
  readonly pending: readonly string[];
}

/** Looks at files by their paths, in one round trip. */
export async function observe(remote: Remote, paths: readonly string[]): Promise<HostState> {
  const input = paths.map(path => `${path}\n`).join("");
  const seen = rows(await remote.run(script("observe-files", { state: STATE_FOLDER }), { asRoot: true, input }));
  const of = (kind: string) => seen.filter(([first]) => first === kind).map(([, ...fields]) => fields);
  const sums = new Map(of("sum").map(([path = "", sum = ""]) => [path, sum]));
  return {
    files: new Map(
      of("stat").map(([path = "", mode = "", numbers = "", names = "", kind = ""]) => [
        path,
        {
          mode,
          owners: [numbers, names],
          kind: kind.replace("regular empty file", "regular file"),
          sha256: sums.get(path),
        },
      ]),
    ),
    placed: new Map(of("placed").map(([path = "", units = ""]) => [path, units.split(" ").filter(Boolean)])),
    pending: of("pending").map(([unit = ""]) => unit),
  };
}

/** Writes down what was placed. */
export async function rememberPlaced(remote: Remote, placed: HostState["placed"]): Promise<void> {
  await remember(
    remote,
    "files",
    [...placed].map(([path, units]) => `${path}\t${units.join(" ")}`),
  );
}

/** Writes down what is to be restarted, in place of what was written there. */
export async function rememberPending(remote: Remote, units: readonly string[]): Promise<void> {
  await remember(remote, "pending-restarts", units);
}

async function remember(remote: Remote, list: string, lines: readonly string[]): Promise<void> {
  const input = lines.map(line => `${line}\n`).join("");
  await remote.run(script("remember", { state: STATE_FOLDER, list }), { asRoot: true, input });
}

/** Whether a file of a host has the owner and the mode that it should have. */
export function hasAccess(state: FileState, { owner, mode }: Required<Pick<HostFile, "owner" | "mode">>): boolean {
  return state.owners.includes(owner) && Number.parseInt(state.mode, 8) === Number.parseInt(mode, 8);
}
