import type { Component } from "../component.ts";
import { argocd } from "./argocd/index.ts";
import { foundation } from "./foundation/index.ts";
import { longhorn } from "./longhorn/index.ts";
import { traefik } from "./traefik/index.ts";
import { vaultSecretsOperator } from "./vault-secrets-operator/index.ts";

/** Every component, alphabetically. */
export const components: readonly Component[] = [argocd, foundation, longhorn, traefik, vaultSecretsOperator];
