import { randomBytes } from "node:crypto";
import { type GiteaAccess, giteaList, giteaRequest } from "../../../platform/secrets/gitea-request.ts";
import type { LabAt } from "../lab-at.ts";
import type { Step } from "../step.ts";
import { ADMINISTRATOR, giteaAdministrator } from "./gitea-administrator.ts";

/** Team that Gitea makes with every organisation; its members may do everything in the lab, by way of Vault too. */
const OWNERS = "Owners";

/**
 * A person among the owners of the lab's organisation. Gitea, Vault, Argo CD and Grafana know people by their accounts in
 * Gitea, and so far only the account of `lab` is there, with which nobody signs in.
 */
export const owner: Step<LabAt> = {
  name: "owner",
  does: "gives the first person an account in Gitea",
  limitSeconds: 120,
  undo: "in Gitea: site administration, accounts",
  async check(on) {
    const gitea = giteaAdministrator(on);
    const { organisation } = on.cluster.gitea;
    const team = await ownersOf(gitea, organisation);
    if (team === undefined) return [`there is no organisation ${organisation} yet`];
    const members = await giteaList<Account>(gitea, `teams/${team}/members`);
    return members.some(({ login }) => login !== ADMINISTRATOR) ? [] : [`no person owns ${organisation} yet`];
  },
  async do(on) {
    const name = await on.ask("Name of your account in Gitea: ");
    if (!name) {
      throw new Error(
        "Cannot give anybody an account in Gitea: nobody has said a name, run this on a terminal, or make an account in " +
          `Gitea and let it into the team ${OWNERS} of ${on.cluster.gitea.organisation}`,
      );
    }
    const gitea = giteaAdministrator(on);
    await makeAccount(gitea, name, on);
    const team = await ownersOf(gitea, on.cluster.gitea.organisation);
    await giteaRequest(gitea, "PUT", `teams/${team}/members/${name}`);
  },
};

interface Account {
  readonly login: string;
}

async function ownersOf(gitea: GiteaAccess, organisation: string): Promise<number | undefined> {
  const teams = await giteaList<{ id: number; name: string }>(gitea, `orgs/${organisation}/teams`);
  return teams.find(({ name }) => name === OWNERS)?.id;
}

/** A new account, or the one of that name, with a password that is shown once and that Gitea wants changed. */
async function makeAccount(gitea: GiteaAccess, name: string, { ask, cluster }: LabAt): Promise<void> {
  const account = { password: randomBytes(12).toString("base64url"), must_change_password: true };
  if ((await giteaRequest(gitea, "GET", `users/${name}`)) === undefined) {
    await giteaRequest(gitea, "POST", "admin/users", {
      ...account,
      username: name,
      email: `${name}@${cluster.domain}`,
    });
  } else {
    const answer = await ask(`Gitea has an account "${name}". Give it a new password? yes or no: `);
    if (answer !== "yes") return;
    await giteaRequest(gitea, "PATCH", `admin/users/${name}`, { ...account, login_name: name, source_id: 0 });
  }
  await ask(
    `Sign in at ${gitea.url} as "${name}", password ${account.password}, which you change there. Then press Enter: `,
  );
}
