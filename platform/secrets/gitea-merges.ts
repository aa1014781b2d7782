import { type GiteaAccess, giteaRequest } from "./gitea-request.ts";

/**
 * Lets pull requests of a repository be merged as one commit each, and in no other way. No secret; but the OpenTofu provider
 * neither says this when it makes a repository nor knows of fast-forward.
 *
 * Gitea tells Argo CD of five commits of a push at most: whatever more there are could change what it never looks at.
 *
 * @param repository organisation and name, such as `arcodange-org/lab`
 */
export async function squashMergesOnly(gitea: GiteaAccess, repository: string): Promise<void> {
  await giteaRequest(gitea, "PATCH", `repos/${repository}`, {
    allow_squash_merge: true,
    default_merge_style: "squash",
    allow_merge_commits: false,
    allow_rebase: false,
    allow_rebase_explicit: false,
    allow_fast_forward_only_merge: false,
    allow_manual_merge: false,
  });
}
