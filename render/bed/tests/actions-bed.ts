import { join } from "node:path";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import type { Parts } from "../process/parts.ts";
import { authority } from "../servers/authority.ts";
import { type Gitea, startGitea } from "../servers/gitea.ts";
import { createOrganisation, createRepository } from "../servers/gitea-repositories.ts";
import { startRunner } from "../servers/gitea-runner.ts";
import { startPostgres } from "../servers/postgres.ts";
import { siteOf } from "../site.ts";

/**
 * Starts a Gitea with the lab's own repository, which is empty, and a runner for its jobs.
 *
 * @param parts what is started is added to them; whoever has made them ends them, after an error too
 */
export async function startActionsBed(folder: string, parts: Parts): Promise<Gitea> {
  const postgres = parts.add(await startPostgres(folder));
  const trust = authority(join(folder, "authority"));
  const gitea = parts.add(await startGitea(folder, { postgres, authority: trust, site: siteOf(arcodange) }));
  parts.add(await startRunner(folder, gitea, ["lab", "apps"]));
  await createOrganisation(gitea, arcodange.gitea.organisation);
  await createRepository(gitea, arcodange.gitea.organisation, arcodange.gitea.repository);
  return gitea;
}
