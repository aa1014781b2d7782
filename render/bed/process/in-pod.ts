import type { Program } from "../program/program.ts";

/** What a pod finds below `/var/run/secrets/kubernetes.io/serviceaccount`: the files `token` and `ca.crt` of this folder. */
export interface AccountFolder {
  readonly folder: string;
}

/**
 * How a program is called so that it finds the files of a service account where a pod has them: in a mount namespace of
 * its own, whose `/run` holds nothing else. It reads them again whenever it wants, so they may change.
 */
export function inPod(program: Program, { folder }: AccountFolder): Program {
  return ["unshare", "--mount", "--", "sh", "-euc", ENTER, "in-pod", folder, ...program];
}

const ENTER = `
mount -t tmpfs tmpfs /run
mkdir -p /run/secrets/kubernetes.io/serviceaccount
mount --bind "$1" /run/secrets/kubernetes.io/serviceaccount
shift
exec "$@"
`;
