import type { Volume, VolumeMount } from "../../kubernetes.ts";
import { PARAMETERS_MAP } from "./parameters.ts";

/** A volume of a pod, and where its one container sees it. */
export interface Mounted {
  readonly volume: Volume;
  readonly mount: VolumeMount;
}

/** A folder that lives as long as the pod. */
export function scratch(name: string, mountPath: string): Mounted {
  return { volume: { name, emptyDir: {} }, mount: { name, mountPath } };
}

export const SSH_KNOWN_HOSTS = map("ssh-known-hosts", "/app/config/ssh", "argocd-ssh-known-hosts-cm");

/** Authorities by host, one file each. */
export const TLS_CERTIFICATES = map("tls-certs", "/app/config/tls", "argocd-tls-certs-cm");

/** Keys that commits must be signed with, where a project asks for that. */
export const SIGNING_KEYS: readonly Mounted[] = [
  map("gpg-keys", "/app/config/gpg/source", "argocd-gpg-keys-cm"),
  scratch("gpg-keyring", "/app/config/gpg/keys"),
];

/** Whether a process may be profiled. */
export function profiling(keyPrefix: string): Mounted {
  const name = PARAMETERS_MAP;
  const items = [{ key: `${keyPrefix}profile.enabled`, path: "profiler.enabled" }];
  return {
    volume: { name, configMap: { name, items, optional: true } },
    mount: { name, mountPath: "/home/argocd/params" },
  };
}

/** Certificates for TLS with the repo-server; without them it makes its own when it starts. */
export function repoServerCertificates(mountPath: string): Mounted {
  return certificates("argocd-repo-server-tls", mountPath, ["tls.crt", "tls.key", "ca.crt"]);
}

/** Certificates by which the repo-server and its clients know each other; without them it knows none. */
export function mutualCertificates(files: readonly string[]): Mounted {
  return certificates("argocd-repo-server-mtls", "/app/config/reposerver/mtls", files);
}

/** Files of a client in `mutualCertificates`. */
export const CLIENT_FILES = ["client.crt", "client.key", "server-ca.crt"];

function map(name: string, mountPath: string, configMap: string): Mounted {
  return { volume: { name, configMap: { name: configMap } }, mount: { name, mountPath } };
}

function certificates(name: string, mountPath: string, files: readonly string[]): Mounted {
  const items = files.map(file => ({ key: file, path: file }));
  return { volume: { name, secret: { secretName: name, items, optional: true } }, mount: { name, mountPath } };
}
