import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Gitea } from "./gitea.ts";
import type { GiteaApi } from "./gitea-api.ts";

/** What git needs to act on a Gitea as its administrator. */
export type GitAccess = Pick<Gitea, "url" | "certificate" | "administrator" | "token">;

/** Creates an organisation, unless it is there. */
export async function createOrganisation({ api }: Gitea, name: string): Promise<void> {
  if (await isThere(api, `/orgs/${name}`)) return;
  await api("POST", "/orgs", { username: name });
}

/** Creates an empty private repository in an organisation, unless it is there. */
export async function createRepository({ api }: Gitea, organisation: string, name: string): Promise<void> {
  if (await isThere(api, `/repos/${organisation}/${name}`)) return;
  await api("POST", `/orgs/${organisation}/repos`, { name, private: true, default_branch: "main" });
}

/** Whether Gitea has what a path names. */
export async function isThere(api: GiteaApi, path: string): Promise<boolean> {
  try {
    await api("GET", path);
    return true;
  } catch (error) {
    if ((error as Error).message.includes("it answers 404,")) return false;
    throw error;
  }
}

export interface Webhook {
  /** Whom Gitea tells of every push: an address of the lab or of the loopback interface. */
  readonly url: string;
  readonly secret: string;
}

/**
 * Adds a webhook for pushes, unless there is one with this address.
 *
 * @param repository organisation and name, such as "arcodange-org/lab"
 */
export async function addWebhook({ api }: Gitea, repository: string, { url, secret }: Webhook): Promise<void> {
  const hooks = await api<readonly { config: { url: string } }[]>("GET", `/repos/${repository}/hooks`);
  if (hooks.some(({ config }) => config.url === url)) return;
  const config = { url, secret, content_type: "json" };
  await api("POST", `/repos/${repository}/hooks`, { type: "gitea", active: true, events: ["push"], config });
}

/**
 * Commits all that lies in a folder, which becomes a repository if it is none, and pushes that as the branch main.
 *
 * @param repository organisation and name, such as "arcodange-org/lab"
 * @returns the commit's identifier
 * @throws {Error} with what git said
 */
export async function commitAndPush(
  gitea: GitAccess,
  repository: string,
  folder: string,
  message: string,
): Promise<string> {
  await becomeRepository(gitea, folder);
  await git(gitea, folder, "add", "--all");
  await git(gitea, folder, "commit", "--quiet", "--no-verify", "--allow-empty", `--message=${message}`);
  await git(gitea, folder, "push", "--quiet", `${gitea.url}${repository}.git`, "HEAD:refs/heads/main");
  return git(gitea, folder, "rev-parse", "HEAD");
}

/**
 * Lets the next commit of a folder, which becomes a repository if it is none, follow the branch main of one on Gitea. The
 * files of the folder stay as they are.
 *
 * @param repository organisation and name, such as "arcodange-org/lab"
 * @returns `<commit> <subject>` of each commit there that the folder did not have, the newest first
 */
export async function followGitea(gitea: GitAccess, repository: string, folder: string): Promise<string[]> {
  const address = `${gitea.url}${repository}.git`;
  await becomeRepository(gitea, folder);
  if ((await git(gitea, folder, "ls-remote", address, "refs/heads/main")) === "") return [];
  await git(gitea, folder, "fetch", "--quiet", address, "refs/heads/main");
  const foreign = await git(gitea, folder, "log", "--format=%h %s", "FETCH_HEAD", "--not", "--branches");
  await git(gitea, folder, "reset", "--quiet", "--soft", "FETCH_HEAD");
  return foreign.split("\n").filter(line => line !== "");
}

async function becomeRepository(gitea: GitAccess, folder: string): Promise<void> {
  if (!existsSync(join(folder, ".git"))) await git(gitea, folder, "init", "--quiet", "--initial-branch=main");
}

/** Runs git in a folder as Gitea's administrator, whatever git is told elsewhere on this machine; returns what it prints. */
export async function git(gitea: GitAccess, folder: string, ...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("git", words, {
    cwd: folder,
    env: gitEnvironment(gitea),
    maxBuffer: 1 << 28,
  });
  return stdout.trim();
}

/** An environment in which git is Gitea's administrator, whatever this machine tells it elsewhere. */
export function gitEnvironment(gitea: GitAccess): NodeJS.ProcessEnv {
  return { ...withoutGit(process.env), ...access(gitea) };
}

function withoutGit(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("GIT_")));
}

/** Configuration as variables, so that the token is neither in an argument, nor in a file, nor sent to anyone else. */
function access({ url, certificate, administrator, token }: GitAccess): NodeJS.ProcessEnv {
  const login = Buffer.from(`${administrator}:${token}`).toString("base64");
  const configuration = [
    [`http.${url}.extraHeader`, `Authorization: Basic ${login}`],
    [`http.${url}.sslCAInfo`, certificate],
    ["user.name", administrator],
    ["user.email", `${administrator}@localhost`],
  ];
  return {
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_CONFIG_COUNT: String(configuration.length),
    ...Object.fromEntries(configuration.map(([name], index) => [`GIT_CONFIG_KEY_${index}`, name])),
    ...Object.fromEntries(configuration.map(([, value], index) => [`GIT_CONFIG_VALUE_${index}`, value])),
  };
}
