import type { Cluster } from "../../../clusters/lab.ts";
import { repositoryUrl } from "../../naming.ts";
import { LOGIN, NAME } from "./account.ts";
import { CURRENT, FILES, FOLDERS, PORTS } from "./places.ts";

/**
 * What git-sync is told: the newest commit of `main`, and of it one folder, once a minute. However often that fails, it
 * goes on and the pages of before are served.
 *
 * @see https://github.com/kubernetes/git-sync/blob/v4.7.1/README.md#manual
 */
export function gitSyncArguments(cluster: Cluster): string[] {
  return [
    `--repo=${repositoryUrl(cluster, cluster.gitea.repository)}`,
    "--ref=main",
    "--depth=1",
    `--sparse-checkout-file=${FOLDERS.settings}/${FILES.sparseCheckout}`,
    "--submodules=off",
    `--root=${FOLDERS.pages}`,
    `--link=${CURRENT}`,
    "--period=60s",
    "--max-failures=-1",
    `--username=${NAME}`,
    `--password-file=${FOLDERS.login}/${LOGIN.file}`, // read anew each time, so a new token needs no restart
    `--http-bind=:${PORTS.metrics}`,
    "--http-metrics",
  ];
}

/** Whom git trusts to be Gitea: whom the image trusts anyway, until the lab's own authority is known. */
export function gitSyncEnvironment({ stepCa }: Cluster): { name: string; value: string }[] {
  if (stepCa.rootCertificate === undefined) return [];
  return [{ name: "GIT_SSL_CAINFO", value: `${FOLDERS.settings}/${FILES.rootCertificate}` }];
}
