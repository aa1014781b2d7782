import type { Cluster } from "../../../clusters/lab.ts";
import { FOLDERS } from "./folders.ts";

/** File of the root certificate, below its folder. */
export const ROOT_CERTIFICATE = "root.crt";

/**
 * Sign-in with Gitea, by whose teams it is settled who may do what: the owners of the lab's organisation everything, its
 * other members look and search. Whoever is in neither is turned away. The password of `admin` is for the day when Gitea
 * is down.
 *
 * Gitea names groups `<organisation>` and `<organisation>:<team>`, if it is asked for the scope `groups`.
 *
 * @see https://grafana.com/docs/grafana/latest/setup-grafana/configure-access/configure-authentication/generic-oauth/
 * @see https://docs.gitea.com/development/oauth2-provider
 */
export function signInSettings({ gitea, stepCa }: Cluster) {
  const provider = `https://${gitea.host}/login/oauth`;
  return {
    "auth.generic_oauth": {
      enabled: true,
      name: "Gitea",
      client_id: `$__file{${FOLDERS.oidc}/clientID}`,
      client_secret: `$__file{${FOLDERS.oidc}/clientSecret}`,
      scopes: "openid profile email groups",
      auth_url: `${provider}/authorize`,
      token_url: `${provider}/access_token`,
      api_url: `${provider}/userinfo`,
      use_pkce: true,
      allow_sign_up: true,
      login_attribute_path: "preferred_username",
      name_attribute_path: "name",
      groups_attribute_path: "groups",
      role_attribute_path: roleByGroup(gitea.organisation),
      role_attribute_strict: true,
      allow_assign_grafana_admin: true,
      ...(stepCa.rootCertificate !== undefined && { tls_client_ca: `${FOLDERS.authority}/${ROOT_CERTIFICATE}` }),
    },
  };
}

/** JMESPath; an editor may search logs and metrics in Explore, which a viewer may not. */
function roleByGroup(organisation: string): string {
  const has = (group: string) => `contains(groups[*], '${group}')`;
  return `${has(`${organisation}:owners`)} && 'GrafanaAdmin' || ${has(organisation)} && 'Editor'`;
}
