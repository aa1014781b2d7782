import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { ConfigMap } from "../../kubernetes.ts";
import { NAME, REGISTRY_CREDENTIALS } from "./account.ts";

/** Name of the ConfigMap with all settings. */
export const SETTINGS_MAP = `${NAME}-config`;

/**
 * All settings, each of which is read once: the lab's registry and no other, asked every five minutes.
 *
 * @see https://argocd-image-updater.readthedocs.io/en/stable/configuration/registries/
 */
export function settings({ domain, gitea }: Cluster): Readonly<Record<string, string>> {
  const registry = {
    name: "Gitea",
    prefix: gitea.host,
    api_url: `https://${gitea.host}`,
    credentials: REGISTRY_CREDENTIALS,
    credsexpire: "1h", // without it the first token is kept for ever
  };
  return {
    interval: "5m",
    max_concurrent_apps: "1",
    "git.user": "image-updater",
    "git.email": `image-updater@${domain}`,
    "git.commit-message-template":
      "chore({{ .AppName }}): take {{ range .AppChanges }}{{ .NewTag }}, after {{ .OldTag }}{{ end }}\n",
    "registries.conf": `${JSON.stringify({ registries: [registry] }, undefined, 2)}\n`,
  };
}

export class Settings extends Construct {
  constructor(scope: Construct, id: string, { cluster }: { readonly cluster: Cluster }) {
    super(scope, id);
    new ConfigMap(this, "settings", {
      metadata: { name: SETTINGS_MAP, labels: { "app.kubernetes.io/name": SETTINGS_MAP } },
      data: settings(cluster),
    });
  }
}
