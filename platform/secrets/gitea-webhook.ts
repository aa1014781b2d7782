import { type GiteaAccess, giteaList, giteaRequest } from "./gitea-request.ts";

interface Hook {
  readonly id: number;
  readonly config: { readonly url: string };
}

/**
 * Lets Gitea tell somebody of every push to any repository of an organisation, signed with a key that both have. One
 * webhook with this address stays: Gitea takes a key when it makes one, and never another, so that a new key means a new
 * webhook.
 *
 * Argo CD passes over pushes to what it does not read.
 *
 * @param url such as `https://argocd.arcodange.lab/api/webhook`
 */
export async function signWebhook(gitea: GiteaAccess, organisation: string, url: string, key: string): Promise<void> {
  const hooks = `orgs/${organisation}/hooks`;
  const before = (await giteaList<Hook>(gitea, hooks)).filter(({ config }) => config.url === url);
  const config = { url, content_type: "json", secret: key };
  await giteaRequest(gitea, "POST", hooks, { type: "gitea", active: true, events: ["push"], config });
  for (const { id } of before) await giteaRequest(gitea, "DELETE", `${hooks}/${id}`);
}
