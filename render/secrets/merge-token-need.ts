import type { Cluster } from "../../clusters/lab.ts";
import { repository } from "../../platform/naming.ts";
import { putActionsSecret } from "../../platform/secrets/gitea-actions.ts";
import { squashMergesOnly } from "../../platform/secrets/gitea-merges.ts";
import { giteaList } from "../../platform/secrets/gitea-request.ts";
import { giteaToken } from "../../platform/secrets/origin.ts";
import { MERGER } from "../../platform/tofu/gitea/accounts.ts";
import type { Need } from "./need.ts";
import { token } from "./new-values.ts";

/** Secret of the lab's own repository by which `.gitea/workflows/bump.yaml` merges. */
const MERGE_TOKEN = "BUMP_TOKEN";

/** By what a workflow of the lab's own repository merges; Vault has no part in it. */
export function mergeTokenNeed({ gitea }: Cluster): Need {
  const own = repository(gitea.organisation, gitea.repository);
  const path = `workflows/${gitea.repository}/${MERGE_TOKEN}`;
  const origin = giteaToken(MERGER, "write:repository");
  return {
    path,
    keys: { token: origin },
    readers: ["bump"],
    async look(workshop) {
      const known = await giteaList<Named>(await workshop.gitea(), `repos/${own}/actions/secrets`);
      const found = known.find(({ name }) => name === MERGE_TOKEN);
      return found && { keys: ["token"], written: found.created_at };
    },
    async make(workshop) {
      const access = await workshop.gitea();
      await squashMergesOnly(access, own); // the stack that makes the repository cannot say this
      await putActionsSecret(access, own, MERGE_TOKEN, await token(origin, `lab ${path}`, workshop));
    },
  };
}

/** Gitea never shows the value again. */
interface Named {
  readonly name: string;
  readonly created_at: string;
}
