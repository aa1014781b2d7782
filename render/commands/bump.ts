import { Command } from "commander";
import { bump, type Outcome } from "../bump/bump.ts";
import { type GiteaRepository, giteaRepository } from "../gitea/gitea-repository.ts";

export const command = new Command("bump")
  .description(
    "Renders the image tags that a branch brings, opens or updates its pull request, and merges that if the review\n" +
      "finds it routine. Run by .gitea/workflows/bump.yaml in a clone of that branch with main merged into it.\n" +
      "Exits with 1 when a person must look. The variable GITEA_TOKEN holds the token of the job, MERGE_TOKEN that of a\n" +
      "user who may merge.",
  )
  .argument("<branch>", "such as bump/erp")
  .requiredOption("--server <url>", "Gitea's address")
  .requiredOption("--repository <name>", "organisation and repository, such as arcodange-org/lab")
  .option("--tag <version>", "written first, for every instance of the app that takes it: of an image just pushed")
  .action(async (branch: string, { server, repository, tag }: { server: string; repository: string; tag?: string }) => {
    const [gitea, merger] = ["GITEA_TOKEN", "MERGE_TOKEN"].map(variable =>
      giteaRepository("bump", server, repository, variable),
    ) as [GiteaRepository, GiteaRepository];
    const outcome = await bump(branch, tag, gitea, merger);
    console.log(sentence(branch, outcome));
    process.exitCode = outcome.kind === "open" ? 1 : 0;
  });

function sentence(branch: string, outcome: Outcome): string {
  if (outcome.kind === "nothing") return `${branch} differs from main in nothing any more, so it was deleted`;
  if (outcome.kind === "overtaken")
    return `Somebody has pushed to ${branch} meanwhile, and that push has a run of its own`;
  if (outcome.kind === "merged") return `Merged pull request ${outcome.number}: only image tags change`;
  return [`Pull request ${outcome.number} waits for a person:`, ...outcome.reasons.map(reason => `  ${reason}`)].join(
    "\n",
  );
}
