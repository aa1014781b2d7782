import { type GiteaAccess, giteaList, giteaRequest } from "./gitea-request.ts";

/** A repository of this Gitea, and where its copy is. */
export interface Offsite {
  readonly organisation: string;
  readonly repository: string;
  /** HTTPS address of the copy, without a user or a password. */
  readonly url: string;
}

/** As whom a token is shown: who takes tokens by HTTPS looks at the token alone. */
const TOKEN_USER = "oauth2";

interface PushMirror {
  readonly remote_name: string;
  readonly remote_address: string;
  readonly last_error: string;
}

/**
 * How the copy of a repository elsewhere is kept.
 *
 * @returns why the last push did not reach it, empty when it did; undefined when nothing is pushed there
 */
export async function offsiteState(gitea: GiteaAccess, offsite: Offsite): Promise<string | undefined> {
  const mirrors = await mirrorsTo(gitea, offsite);
  return mirrors[0]?.last_error;
}

/**
 * Lets Gitea push a repository elsewhere, at each commit and every eight hours, and once now. Gitea takes a token when it
 * makes such a mirror, and never another: what was there for this address is made anew.
 *
 * @param token may write that one repository elsewhere, and nothing else
 * @see https://docs.gitea.com/usage/repository/repo-mirror#pushing-to-a-remote-repository
 */
export async function pushOffsite(gitea: GiteaAccess, offsite: Offsite, token: string): Promise<void> {
  const path = mirrorsPath(offsite);
  for (const { remote_name } of await mirrorsTo(gitea, offsite)) {
    await giteaRequest(gitea, "DELETE", `${path}/${remote_name}`);
  }
  await giteaRequest(gitea, "POST", path, {
    ...{ remote_address: offsite.url, remote_username: TOKEN_USER, remote_password: token },
    ...{ interval: "8h0m0s", sync_on_commit: true },
  });
  await giteaRequest(gitea, "POST", `${path}-sync`);
}

async function mirrorsTo(gitea: GiteaAccess, offsite: Offsite): Promise<PushMirror[]> {
  const mirrors = await giteaList<PushMirror>(gitea, mirrorsPath(offsite));
  return mirrors.filter(({ remote_address }) => remote_address === offsite.url);
}

function mirrorsPath({ organisation, repository }: Offsite): string {
  return `repos/${organisation}/${repository}/push_mirrors`;
}
