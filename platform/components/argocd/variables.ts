import type { Container } from "../../kubernetes.ts";
import { PARAMETERS_MAP } from "./parameters.ts";

/** A variable of a process. */
export type Variable = NonNullable<Container["env"]>[number];

/** Names of variables with the key of a ConfigMap that each is read from. */
export type Keys = Readonly<Record<string, string>>;

/** How a process reads its parameters: Argo CD's programs know only variables, so each key needs one. */
export function parameters(...keys: readonly Keys[]): Variable[] {
  return fromMap(PARAMETERS_MAP, Object.assign({}, ...keys));
}

/** Variables from keys of a ConfigMap, which need not have them. */
export function fromMap(map: string, keys: Keys): Variable[] {
  return Object.entries(keys).map(([name, key]) => ({
    name,
    valueFrom: { configMapKeyRef: { name: map, key, optional: true } },
  }));
}

/** Variables that are named as their keys are: `ARGOCD_SERVER_LISTEN_ADDRESS` is `server.listen.address`. */
export function namedAlike(variablePrefix: string, keyPrefix: string, keys: readonly string[]): Keys {
  return Object.fromEntries(
    keys.map(key => [variablePrefix + key.toUpperCase().replaceAll(".", "_"), `${keyPrefix}${key}`]),
  );
}

/** What every process has: how it logs, and how gRPC finds others. */
export function common(variablePrefix: string, keyPrefix: string): Keys {
  return {
    GRPC_ENABLE_TXT_SERVICE_CONFIG: `${keyPrefix}grpc.enable.txt.service.config`,
    [`${variablePrefix}LOGFORMAT`]: `${keyPrefix}log.format`,
  };
}

/** Connections to the API server. */
export function kubernetesClient(keyPrefix: string): Keys {
  const names = ["client.qps", "client.burst", "client.max.idle.connections"];
  const connection = ["tcp.timeout", "tcp.keepalive", "tls.handshake.timeout", "tcp.idle.timeout"];
  return namedAlike("ARGOCD_K8S_", `${keyPrefix}k8s.`, [...names, ...connection]);
}

/** The cache. */
export function cache(keyPrefix: string): Keys {
  return {
    REDIS_SERVER: "redis.server",
    REDIS_COMPRESSION: "redis.compression",
    REDISDB: "redis.db",
    ...namedAlike("ARGOCD_", keyPrefix, ["default.cache.expiration"]),
  };
}

/** Traces, which nobody collects unless an address is set. */
export function telemetry(variablePrefix: string): Keys {
  return namedAlike(variablePrefix, "", ["otlp.address", "otlp.insecure", "otlp.headers", "otlp.attrs"]);
}

/** Connections to the repo-server. */
export function repoServerClient(variablePrefix: string, keyPrefix: string): Keys {
  const certificates = ["ca.cert.path", "client.cert.path", "client.cert.key.path"];
  return {
    [`${variablePrefix}REPO_SERVER`]: "repo.server",
    ...namedAlike(`${variablePrefix}REPO_SERVER_`, `${keyPrefix}repo.server.`, [
      "timeout.seconds",
      "plaintext",
      "strict.tls",
      ...certificates,
    ]),
  };
}

/** TLS of a process that serves. */
export function tlsServer(keyPrefix: string): Keys {
  return {
    ARGOCD_TLS_MIN_VERSION: `${keyPrefix}tls.minversion`,
    ARGOCD_TLS_MAX_VERSION: `${keyPrefix}tls.maxversion`,
    ARGOCD_TLS_CIPHERS: `${keyPrefix}tls.ciphers`,
  };
}

/** The password of the cache, which Redis' own pod makes up before it starts. */
export const CACHE_PASSWORD: Variable = {
  name: "REDIS_PASSWORD",
  valueFrom: { secretKeyRef: { name: "argocd-redis", key: "auth" } },
};
