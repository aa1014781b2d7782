import { readFileSync } from "node:fs";
import { HOST_SECRETS } from "../host.ts";
import { traefikAddresses } from "../load-balanced-nodes.ts";
import type { PartOf } from "../machine.ts";
import { LAB_PROGRAMS } from "./backup.ts";

/** The one key that opens Vault. */
export const UNSEAL_KEY = "vault/unseal-key";

const PROGRAM = `${LAB_PROGRAMS}/vault-unseal`;
const SETTINGS = "/etc/lab/vault-unseal/settings";
const UNIT = "/etc/systemd/system/lab-vault-unseal";
const HTTPS = 443;

const script = readFileSync(new URL("../vault-unseal/vault-unseal.sh", import.meta.url), "utf8");

/**
 * Every minute Gitea's host asks Vault whether it is sealed, and opens it. It comes by Vault's route, as people do: what
 * reaches a pod from another node looks like no pod, and Vault lets nobody else in. Until there is a key, and until the
 * host trusts Step-CA, nothing happens. Why a timer, and there: `platform/decisions/0004-unsealing-vault.md`.
 */
export const vaultUnseal: PartOf = ({ cluster, name }) => {
  if (cluster.vault.unseal !== "timer" || name !== cluster.gitea.node) return {};
  return {
    packages: ["ca-certificates", "curl"],
    folders: [{ path: "/etc/lab/vault-unseal" }],
    secrets: [
      {
        name: UNSEAL_KEY,
        home: name,
        origin: "later",
        what: "what opens Vault, as it was printed when Vault was initialised; keep it outside of the lab too",
      },
    ],
    files: [
      { path: PROGRAM, content: script, mode: "0755" },
      { path: SETTINGS, content: unsealSettings(cluster.vault.host, traefikAddresses(cluster)) },
      { path: `${UNIT}.service`, content: service },
      { path: `${UNIT}.timer`, content: timer, restarts: ["lab-vault-unseal.timer"] },
    ],
    units: [{ name: "lab-vault-unseal.timer", stage: "services" }],
  };
};

/** curl tries the addresses one after the other: https://curl.se/docs/manpage.html#--resolve */
function unsealSettings(host: string, addresses: readonly string[]): string {
  return `VAULT_URL=https://${host}
VAULT_ROUTE=${host}:${HTTPS}:${addresses.join(",")}
VAULT_KEY=${HOST_SECRETS}/${UNSEAL_KEY}
`;
}

const service = `[Unit]
Description=Unseals Vault
Wants=network-online.target
After=network-online.target
ConditionPathExists=${HOST_SECRETS}/${UNSEAL_KEY}

[Service]
Type=oneshot
EnvironmentFile=${SETTINGS}
ExecStart=${PROGRAM}
NoNewPrivileges=true
PrivateTmp=true
ProtectHome=true
ProtectSystem=strict
TimeoutStartSec=50s
`;

/** By the calendar: a timer that counts from its last run would wait for ever after one that its condition held back. */
const timer = `[Unit]
Description=Unseals Vault

[Timer]
OnCalendar=minutely
AccuracySec=5s

[Install]
WantedBy=timers.target
`;
