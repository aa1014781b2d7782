import { fixed, giteaApplication, giteaToken, random, type Secrets, typed, webhookKey } from "../../secrets/origin.ts";

/**
 * What Argo CD reads from Vault. Of `argocd/server` it needs every key: the server fills in what is missing, and the
 * operator would take that away again.
 */
export const argocdSecrets: Secrets = {
  "argocd/gitea": { username: fixed("argocd"), token: giteaToken("argocd", "read:repository") },
  "argocd/oidc": giteaApplication("argocd", "/auth/callback"),
  "argocd/server": {
    "server.secretkey": random(32, { encoding: "base64" }),
    "admin.password": typed("hash of the emergency login's password, as argocd account bcrypt prints it"),
    "admin.passwordMtime": typed("when that password was set, as date -u +%FT%TZ prints it"),
    "webhook.gogs.secret": webhookKey("argocd", "/api/webhook"),
  },
};
