import { randomBytes } from "node:crypto";
import type { Cluster } from "../../clusters/lab.ts";
import { CRDS_REPOSITORY } from "../../platform/naming.ts";
import type { Gitea } from "./servers/gitea.ts";
import { createOrganisation, createRepository, isThere } from "./servers/gitea-repositories.ts";

/** Repositories of a lab on its Gitea, and who reads them for Argo CD. */
export interface Forge {
  readonly repositories: readonly string[];
  readonly reader: { readonly username: string; readonly password: string };
}

const READER = "argocd";

/**
 * Makes the organisation of a lab, its own repository, the one with the CRDs and those of its charts, all private, and
 * a user who may read them and nothing else. What is there stays; the reader gets a new password each time.
 */
export async function layOutForge(gitea: Gitea, cluster: Cluster, charts: readonly string[]): Promise<Forge> {
  const { organisation, repository } = cluster.gitea;
  const repositories = [repository, CRDS_REPOSITORY, ...charts];
  const password = randomBytes(24).toString("hex");
  await createOrganisation(gitea, organisation);
  await makeReader(gitea, password, cluster.domain);
  for (const name of repositories) {
    await createRepository(gitea, organisation, name);
    await gitea.api("PUT", `/repos/${organisation}/${name}/collaborators/${READER}`, { permission: "read" });
  }
  return { repositories, reader: { username: READER, password } };
}

async function makeReader({ api }: Gitea, password: string, domain: string): Promise<void> {
  const account = { login_name: READER, source_id: 0, password, must_change_password: false };
  if (await isThere(api, `/users/${READER}`)) {
    await api("PATCH", `/admin/users/${READER}`, account);
  } else {
    await api("POST", "/admin/users", { ...account, username: READER, email: `${READER}@${domain}` });
  }
}
