import type { Folder } from "../../../platform/hosts/host.ts";
import { liesIn, type Where } from "../disk-paths.ts";
import type { HostAt } from "../host-at.ts";
import { type FileState, hasAccess, observe } from "../host-state.ts";
import { script } from "../script.ts";
import type { Step } from "../step.ts";

/** Folders of the system. */
export const folders = foldersOf("system", "folders", "makes folders");

/** Folders on disks of their own, which are there only when these are mounted. */
export const diskFolders = foldersOf("disks", "disk-folders", "makes folders on disks");

function foldersOf(where: Where, name: string, does: string): Step<HostAt> {
  return {
    name,
    does,
    limitSeconds: 60,
    undo: "none: a folder may hold data; remove it by hand after it has left the declaration",
    check: async on => (await look(where, on)).map(({ path, what }) => `folder ${path} ${what}`),
    do: async on => {
      const input = (await look(where, on)).map(({ path, owner, mode }) => `${path}\t${owner}\t${mode}\n`).join("");
      await on.remote.run(script("make-folders"), { asRoot: true, input });
    },
  };
}

async function look(where: Where, { host, remote }: HostAt) {
  const wanted = host.folders
    .filter(({ path }) => liesIn(where, host, path))
    .map(folder => ({ owner: "root:root", mode: "0755", ...folder }));
  if (wanted.length === 0) return [];
  const paths = wanted.map(({ path }) => path);
  const { files } = await observe(remote, paths);
  return wanted.flatMap(folder => {
    const what = difference(folder, files.get(folder.path));
    return what === undefined ? [] : [{ ...folder, what }];
  });
}

function difference(folder: Required<Folder>, state: FileState | undefined): string | undefined {
  if (state === undefined) return "is missing";
  if (state.kind !== "directory") return `is a ${state.kind}`;
  if (hasAccess(state, folder)) return undefined;
  return `has mode ${state.mode} and owner ${state.owners.at(-1)}, and should have ${folder.mode} and ${folder.owner}`;
}
