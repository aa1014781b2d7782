import type { Cluster } from "../../clusters/lab.ts";
import { ciMount, ciRole, repository } from "../../platform/naming.ts";
import { newSigningKey } from "../../platform/secrets/gitea-actions.ts";
import { squashMergesOnly } from "../../platform/secrets/gitea-merges.ts";
import { signingKey } from "../../platform/secrets/origin.ts";
import { vaultRequest } from "../../platform/secrets/vault-request.ts";
import type { Lab } from "../checks/rule.ts";
import { appsOf } from "./apps-of.ts";
import type { Need } from "./need.ts";

const FIELD = "jwt_validation_pubkeys";

/**
 * By what the workflows of each app log in to Vault: a key of their own, whose public half Vault has.
 *
 * @see platform/decisions/0010-workflows-sign-for-themselves.md
 */
export function loginKeyNeeds(lab: Lab): Need[] {
  return appsOf(lab).map(app => loginKeyNeed(lab.cluster, app));
}

/**
 * Gitea gets the new key, then Vault does. Until then Vault has none, or the old one twice: so it counts as missing where
 * that was stopped in between.
 *
 * @see https://developer.hashicorp.com/vault/api-docs/auth/jwt#configure
 */
function loginKeyNeed({ gitea: { host, organisation } }: Cluster, app: string): Need {
  const path = `auth/${ciMount(app)}/config`;
  const repositoryName = repository(organisation, app);
  const issuer = `https://${host}/${repositoryName}`; // as platform/app-repository/.gitea/vault-login.sh says it
  return {
    path,
    keys: { [FIELD]: signingKey(app) },
    readers: [ciRole(app)],
    async look({ vault }) {
      const answer = await vaultRequest<Config>(vault, "GET", path);
      return answer?.data[FIELD]?.length === 1 ? { keys: [FIELD] } : undefined;
    },
    async make({ vault, gitea }) {
      const trust = (keys: readonly string[]) =>
        vaultRequest(vault, "POST", path, { [FIELD]: keys, bound_issuer: issuer });
      const access = await gitea();
      const old = (await vaultRequest<Config>(vault, "GET", path))?.data[FIELD] ?? [];
      if (old.length > 0) await trust([...old, ...old]);
      await squashMergesOnly(access, repositoryName); // a new repository is first met here, and its stack cannot say this
      await trust([await newSigningKey(access, repositoryName)]);
    },
  };
}

interface Config {
  readonly data: { readonly [FIELD]?: readonly string[] };
}
