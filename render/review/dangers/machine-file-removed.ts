import type { Change } from "../../tree/change.ts";
import type { Danger } from "./danger.ts";

/** Files of the machines, `hosts/<machine>/etc/…`, which `lab up` brings there; the machine itself is `hosts/<machine>.yaml`. */
export const machineFileRemoved: Danger = {
  id: "machine-file-removed",
  level: "warn",
  explanation: "A machine loses a file that kept people out, or data safe: nothing in the cluster makes up for it",
  remedy: "See what takes its place before `lab up` runs",
  change: ({ change }) => {
    const gone = leftPath(change);
    const [, machine, file] = /(?:^|\/)hosts\/([^/]+?)(?:\.ya?ml|\/(.+))$/.exec(gone) ?? [];
    if (machine === undefined) return [];
    if (file === undefined) return [{ what: `machine "${machine}" is no longer described` }];
    const purpose = PURPOSES.find(([pattern]) => pattern.test(file))?.[1];
    if (change.verb === "move" && change.path.includes(`hosts/${machine}/`)) return []; // under another name
    return purpose === undefined ? [] : [{ what: `"${file}" leaves "${machine}": ${purpose}` }];
  },
};

/** Path at which there is no file any more; "" for a change that leaves one. */
function leftPath({ verb, path, from, object }: Change): string {
  if (object !== undefined) return "";
  return verb === "prune" ? path : verb === "move" ? (from ?? "") : "";
}

const PURPOSES: readonly (readonly [RegExp, string])[] = [
  [/^etc\/ssh\//, "who may log in, and how, is up to the system"],
  [/nftables|iptables|firewall|ufw|\.nft$/, "it no longer closes its network"],
  [/back-?up|restore|borg|restic|pgbackrest/i, "its backups may stop, or no longer be tried"],
  [/gitea/, "Gitea may stop, and Argo CD reads from it"],
  [/^etc\/hosts$/, "it may no longer find Gitea, its registry included"],
  [/\.mount$|fstab|guard|\.lab-disk$/, "a service may write to the system's disk while its own is missing"],
];
