import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { renderedPath, repositoryUrl } from "../../../platform/naming.ts";
import type { Environment } from "../../crds/bare-repository.ts";
import { repositoryFolder } from "../../repository.ts";
import type { LabAt } from "../lab-at.ts";
import type { Step } from "../step.ts";
import { withGitLogin } from "./git-login.ts";

const BRANCH = "main";

/** The branch `main` of this repository, in Gitea: Argo CD deploys what lies there. */
export const push = pushFrom(repositoryFolder);

/** The same of the repository in a folder. It only ever moves forward, and what others have pushed meanwhile stays. */
export function pushFrom(folder: string): Step<LabAt> {
  const git = gitIn(folder);
  return {
    name: "push",
    does: "pushes this repository to Gitea",
    limitSeconds: 600,
    undo: "a commit that reverts it, pushed: main of Gitea only moves forward",
    async check(on) {
      const there = await branchThere(git, on);
      if (there === undefined) return [`Gitea has no branch ${BRANCH} of ${on.cluster.gitea.repository} yet`];
      return (await isAhead(git, there)) ? [`${BRANCH} here is ahead of Gitea's`] : [];
    },
    async do(on) {
      await refuseUncommitted(git, on);
      const remote = repositoryUrl(on.cluster, on.cluster.gitea.repository);
      const words = ["push", "--quiet", remote, `refs/heads/${BRANCH}:refs/heads/${BRANCH}`];
      await withGitLogin(on, environment => git(words, environment));
    },
  };
}

/** Runs git, and gives what it prints. */
type Git = (words: readonly string[], environment?: Environment) => Promise<string>;

/** Commit of the branch in Gitea; undefined while nobody has pushed. Gitea's API fails on an empty repository. */
async function branchThere(git: Git, on: LabAt): Promise<string | undefined> {
  const words = ["ls-remote", repositoryUrl(on.cluster, on.cluster.gitea.repository), `refs/heads/${BRANCH}`];
  const said = await withGitLogin(on, environment => git(words, environment));
  return said.split("\t")[0] || undefined;
}

/**
 * Whether the branch here holds that commit and more. One that is not known here is somebody else's, and newer.
 *
 * @throws {Error} when the two went different ways
 */
async function isAhead(git: Git, there: string): Promise<boolean> {
  const here = await git(["rev-parse", `refs/heads/${BRANCH}`]);
  const succeeds = (...words: string[]) => git(words).then(yes, no);
  if (here === there || !(await succeeds("cat-file", "-e", there))) return false;
  if (await succeeds("merge-base", "--is-ancestor", here, there)) return false;
  if (await succeeds("merge-base", "--is-ancestor", there, here)) return true;
  throw new Error(
    `Cannot push: ${BRANCH} here and ${BRANCH} of Gitea, at ${there.slice(0, 7)}, went different ways. Bring them together ` +
      "(git pull --rebase): nothing is ever forced",
  );
}

const yes = () => true;
const no = () => false;

async function refuseUncommitted(git: Git, { cluster }: LabAt): Promise<void> {
  const said = await git(["status", "--porcelain", "--", "clusters", renderedPath(cluster.name, ".")]);
  const changes = said.split("\n").filter(line => line !== "");
  if (changes.length === 0) return;
  throw new Error(
    `Cannot push: ${changes.length} ${changes.length === 1 ? "file" : "files"} below clusters/ and rendered/ ` +
      "are not committed, so that Argo CD would deploy something else than was brought up. Look at them (git status), " +
      `commit them on ${BRANCH}, and run "npx lab up --from push"`,
  );
}

/** @throws {Error} with git's own words */
function gitIn(folder: string): Git {
  return async (words, environment = process.env) => {
    const options = { cwd: folder, env: environment as NodeJS.ProcessEnv, maxBuffer: 1 << 26 };
    try {
      return (await promisify(execFile)("git", words, options)).stdout.trim();
    } catch (error) {
      const { stderr } = error as { stderr?: string };
      throw new Error(`Cannot run git ${words[0]}: ${(stderr || String(error)).trim()}`);
    }
  };
}
