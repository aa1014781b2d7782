import type { Cluster } from "../../../clusters/lab.ts";
import { defineComponent } from "../../component.ts";
import { fromStack } from "../../secrets/origin.ts";
import { InternalRoute } from "../../shapes/internal-route.ts";
import { type Reach, Reachability } from "../../shapes/reachability.ts";
import { vaultAlerts } from "./alerts.ts";
import { VAULT } from "./api.ts";
import { VaultServer } from "./server.ts";
import { SNAPSHOT, VaultSnapshot } from "./snapshot.ts";

/** The only source of secrets. What lies in it, and who may read what, is made by OpenTofu. */
export const vault = defineComponent({
  name: "vault",
  class: "platform",
  namespace: VAULT.namespace,
  ownLogin: "Vault asks for a token or Gitea's account",
  alerts: () => vaultAlerts,
  secrets: () => ({ "vault-snapshot/gcs": { "service-account.json": fromStack("google") } }),
  vaultPaths: { [SNAPSHOT]: { "sys/storage/raft/snapshot": ["read"] } },
  resources(chart, cluster) {
    new VaultServer(chart, "server", cluster);
    // A sealed server is not ready, and whoever unseals it comes this way.
    const backend = { name: VAULT.name, port: "http", nativeLB: true };
    new InternalRoute(chart, "route", { name: VAULT.name, host: cluster.vault.host, backend, login: "own" });
    const place = { name: VAULT.name, namespace: VAULT.namespace, cluster };
    new Reachability(chart, "reachability", { ...place, routed: true, reaches: reaches(cluster) });
    new VaultSnapshot(chart, "snapshot", cluster);
  },
});

/** To ask whose token it was shown, to make users of databases, to read the keys that Gitea signs with. */
function reaches({ vault: { unseal } }: Cluster): readonly Reach[] {
  return ["api-server", "postgres", "gitea", ...(unseal === "kms" ? [{ internet: [443] }] : [])];
}
