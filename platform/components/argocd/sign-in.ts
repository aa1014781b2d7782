import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { ConfigMap } from "../../kubernetes.ts";
import { argocdLabels } from "./labels.ts";

/** Secret with identifier and secret of the OAuth2 application that Gitea knows Argo CD as. */
export const OIDC_SECRET = "argocd-oidc";

const RIGHTS_MAP = "argocd-rbac-cm";

/**
 * How people sign in: Gitea says who they are and in which teams, so that the lab has one list of people.
 *
 * Gitea's issuer has no slash at its end, and what does not match to the letter is refused.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/user-management/#existing-oidc-provider
 * @see https://github.com/go-gitea/gitea/blob/v1.26.2/services/oauth2_provider/access_token.go
 */
export function oidcConfig({ gitea, stepCa }: Cluster) {
  return {
    name: "Gitea",
    issuer: `https://${gitea.host}`,
    clientID: `$${OIDC_SECRET}:clientID`,
    clientSecret: `$${OIDC_SECRET}:clientSecret`,
    requestedScopes: ["openid", "profile", "email", "groups"],
    ...(stepCa.rootCertificate !== undefined && { rootCA: stepCa.rootCertificate }),
  };
}

/**
 * What people may do by their teams: the owners of the lab's organisation everything, its other members look. Whoever is
 * in neither sees nothing. The local account `admin` is for the day on which Gitea is down.
 *
 * Gitea writes a team as `<organisation>:<team>`, the team in lower case.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/rbac/
 */
export class PeoplesRights extends Construct {
  constructor(scope: Construct, id: string, { gitea }: Cluster) {
    super(scope, id);
    const policies = [`g, ${gitea.organisation}:owners, role:admin`, `g, ${gitea.organisation}, role:readonly`];
    new ConfigMap(this, "rights", {
      metadata: { name: RIGHTS_MAP, labels: argocdLabels(RIGHTS_MAP) },
      data: { "policy.csv": `${policies.join("\n")}\n`, "policy.default": "", scopes: "[groups]" },
    });
  }
}
