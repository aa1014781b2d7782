import type { Flow } from "./place.ts";

/** What goes from one place to another, wherever a lab has both. Flows of apps follow from what they ask for. */
export const FLOWS: readonly Flow[] = [
  { from: "you", to: "gitea", what: "push, merge" },
  { from: "runners", to: "gitea", what: "render, images" },
  { from: "argocd", to: "gitea", what: "sync" },
  { from: "vault-secrets-operator", to: "vault", what: "secrets" },
  { from: "unseal", to: "vault", what: "unseal" },
  { from: "vault", to: "postgres", what: "make users" },
  { from: "home", to: "pihole", what: "names" },
  { from: "home", to: "traefik", what: "https" },
  { from: "traefik", to: "step-ca", what: "certificates" },
  { from: "traefik", to: "acme", what: "certificate" },
  { from: "visitors", to: "cloudflare", what: "https" },
  { from: "visitors", to: "mail", what: "mail" },
  { from: "cloudflared", to: "cloudflare", what: "tunnel" },
  { from: "cloudflared", to: "traefik", what: "requests" },
  { from: "registrar", to: "cloudflare", what: "delegates" },
  { from: "longhorn", to: "bucket", what: "backups" },
  { from: "postgres", to: "bucket", what: "backups" },
];
