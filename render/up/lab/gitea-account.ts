import { HOST_SECRETS } from "../../../platform/hosts/host.ts";
import type { Remote } from "../../remote/remote.ts";
import { readKeptSecrets } from "../kept-secrets.ts";
import type { LabAt } from "../lab-at.ts";
import { script } from "../script.ts";
import type { Step } from "../step.ts";
import { ADMINISTRATOR, ADMINISTRATOR_TOKEN } from "./gitea-administrator.ts";
import { hostNamed } from "./host-named.ts";

/** How a program of Gitea's is called on its host: in the container that serves. */
const GITEA = "docker exec lab-gitea gitea";

/** What the stack of Gitea and the making of secrets want; `platform/tofu/gitea/providers.tf`. */
const SCOPES = "write:admin,write:organization,write:repository,write:user";

/**
 * Gitea's first administrator, and a token of it for `lab`, which Gitea's host keeps. Nobody keeps its password: people have
 * accounts of their own. The token goes from one program of that host into a file there, and is an argument of none.
 */
export const giteaAccount: Step<LabAt> = {
  name: "gitea-account",
  does: "makes Gitea's first administrator",
  limitSeconds: 300,
  undo: `${GITEA} admin user delete --username ${ADMINISTRATOR}; remove ${HOST_SECRETS}/${ADMINISTRATOR_TOKEN}`,
  async check(on) {
    const home = homeOf(on);
    if (home.secrets.has(ADMINISTRATOR_TOKEN)) return [];
    return [`${home.host.name} keeps no token of Gitea's administrator`];
  },
  async do(on) {
    const home = homeOf(on);
    await makeAdministrator(home.remote, { domain: on.cluster.domain, account: ADMINISTRATOR, gitea: GITEA });
    await readKeptSecrets(home);
  },
};

interface AdministratorProps {
  /** Of its address. */
  readonly domain: string;
  readonly account: string;
  /** How Gitea's program is called there. */
  readonly gitea: string;
}

/**
 * Makes an administrator, where it is missing, and a token, which the host keeps in place of the one that it has.
 *
 * @see https://docs.gitea.com/administration/command-line#admin
 */
export async function makeAdministrator(host: Remote, props: AdministratorProps): Promise<void> {
  const words = { folder: HOST_SECRETS, scopes: SCOPES, ...props };
  await host.run(script("gitea-token", words), { asRoot: true, timeoutSeconds: 120 });
}

function homeOf(on: LabAt) {
  return hostNamed(on, on.cluster.gitea.node);
}
