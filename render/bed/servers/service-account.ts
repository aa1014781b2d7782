import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AccountFolder } from "../process/in-pod.ts";
import type { ApiServer } from "./api-server.ts";
import { demand } from "./kubectl.ts";

/** Longer than any test: nobody renews these tokens, as a kubelet would. */
const DURATION = "24h";

/** A token of a service account, as a kubelet gets it. */
export async function accountToken(
  server: ApiServer,
  namespace: string,
  name: string,
  audience?: string,
): Promise<string> {
  const words = [`--namespace=${namespace}`, `--duration=${DURATION}`, ...(audience ? [`--audience=${audience}`] : [])];
  return (await demand(server, "create", "token", name, ...words)).trim();
}

/** The files of a service account as a pod finds them, in a folder of their own. */
export async function accountFolder(
  folder: string,
  server: ApiServer,
  namespace: string,
  name: string,
): Promise<AccountFolder> {
  const own = join(folder, `account-${namespace}-${name}`);
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, "token"), await accountToken(server, namespace, name), { mode: 0o600 });
  copyFileSync(server.certificate, join(own, "ca.crt"));
  return { folder: own };
}

/** The same for a pod of a cluster that is not here, whom nobody will ask who it is. */
export function nobodysAccount(folder: string, certificate: string): AccountFolder {
  const own = join(folder, "account-of-nobody");
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, "token"), "of nobody");
  copyFileSync(certificate, join(own, "ca.crt"));
  return { folder: own };
}

/** A kubeconfig file of a service account, for a program that runs outside of a pod with the rights of its own. */
export async function accountKubeconfig(
  folder: string,
  server: ApiServer,
  namespace: string,
  name: string,
): Promise<string> {
  const file = join(folder, `kubeconfig-${namespace}-${name}`);
  const token = await accountToken(server, namespace, name);
  writeFileSync(file, readFileSync(server.kubeconfig, "utf8").replaceAll(server.token, token), { mode: 0o600 });
  return file;
}
