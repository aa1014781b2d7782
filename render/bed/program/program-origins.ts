import { basename } from "node:path";
import { recipes } from "./recipes.ts";

/** What to install for the programs that no recipe builds. */
const installs: Readonly<Record<string, string>> = {
  chromium: "install the Debian package chromium",
  cloudflared: "install an official release: https://github.com/cloudflare/cloudflared/releases",
  git: "install the Debian package git",
  "git-sync": "build it from its repository: https://github.com/kubernetes/git-sync",
  ip: "install the Debian package iproute2",
  mount: "install the Debian package mount",
  nft: "install the Debian package nftables",
  openssl: "install the Debian package openssl",
  pgbouncer: "install the Debian package pgbouncer",
  psql: "install the Debian package postgresql-client",
  "redis-cli": "install the Debian package redis-tools",
  "redis-server": "install the Debian package redis-server",
  script: "install the Debian package bsdutils",
  setpriv: "install the Debian package util-linux",
  "terraform-provider-vault":
    "install an official release: https://github.com/hashicorp/terraform-provider-vault/releases",
  traefik: "install an official release: https://github.com/traefik/traefik/releases",
  unshare: "install the Debian package util-linux",
  vault: "install an official release: https://releases.hashicorp.com/vault",
  vso: "build it from its repository: https://github.com/hashicorp/vault-secrets-operator",
};

/** The program that is built together with a program or a script, such as argocd with its script gpg-wrapper.sh. */
export function builtWith(name: string): string | undefined {
  return Object.keys(recipes).find(
    program => program === name || recipes[program]?.scripts?.some(script => basename(script) === name),
  );
}

/** How to get programs, in a line for each way: `argocd, kwok: "npx lab box build" builds them`. */
export function howToGet(names: readonly string[]): string[] {
  const built = names.filter(name => builtWith(name) !== undefined);
  const others = names.filter(name => !built.includes(name));
  return [
    ...(built.length === 0
      ? []
      : [`${built.join(", ")}: "npx lab box build" builds ${built.length > 1 ? "them" : "it"}`]),
    ...others.map(name => `${name}: ${installs[name] ?? "install it"}`),
  ];
}
