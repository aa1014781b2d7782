import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { variablesFile } from "../../../platform/naming.ts";
import type { Account, Right } from "../../../platform/tofu/gitea/accounts.ts";
import type { GiteaVariables } from "../../../platform/tofu/gitea/stack.ts";
import { repositoryFolder } from "../../repository.ts";
import type { GiteaApi } from "./gitea-api.ts";
import { isThere } from "./gitea-repositories.ts";

/** The file with the variables of the stack: its own, and the domain, by which accounts have addresses. */
export type GiteaFacts = GiteaVariables & { readonly domain: string };

/** The committed variables of the stack `gitea`. */
export function giteaFacts(cluster: string): GiteaFacts {
  return JSON.parse(readFileSync(join(repositoryFolder, variablesFile(cluster, "gitea")), "utf8"));
}

/**
 * Makes what the stack `gitea` makes, without its provider, which no registry of Go modules has; where there is one, a test
 * compares the two. What is there stays as it is.
 */
export async function makeGiteaObjects(api: GiteaApi, facts: GiteaFacts): Promise<void> {
  await makeOrganisation(api, facts);
  for (const [name, description] of Object.entries(facts.repositories)) {
    await makeRepository(api, facts, name, description);
  }
  for (const [name, address] of Object.entries(facts.mirrors)) await makeMirror(api, facts, name, address);
  for (const [name, account] of Object.entries(facts.accounts)) await makeAccount(api, facts, name, account);
  await protectMain(api, facts);
  await setVariables(api, facts);
}

async function makeOrganisation(api: GiteaApi, { organisation }: GiteaFacts): Promise<void> {
  if (await isThere(api, `/orgs/${organisation}`)) return;
  const settings = { visibility: "private", repo_admin_change_team_access: false };
  await api("POST", "/orgs", { username: organisation, ...settings });
}

async function makeRepository(
  api: GiteaApi,
  { organisation }: GiteaFacts,
  name: string,
  description: string,
): Promise<void> {
  if (await isThere(api, `/repos/${organisation}/${name}`)) return;
  const settings = { private: true, default_branch: "main", issue_labels: "Default" };
  await api("POST", `/orgs/${organisation}/repos`, { name, description, ...settings });
  await api("PATCH", `/repos/${organisation}/${name}`, { default_merge_style: "squash" });
}

async function makeMirror(api: GiteaApi, { organisation }: GiteaFacts, name: string, address: string): Promise<void> {
  if (await isThere(api, `/repos/${organisation}/${name}`)) return;
  const source = { clone_addr: address, service: "git", mirror: true, mirror_interval: "8h0m0s" };
  await api("POST", "/repos/migrate", { repo_owner: organisation, repo_name: name, private: true, ...source });
}

async function makeAccount(api: GiteaApi, facts: GiteaFacts, name: string, account: Account): Promise<void> {
  const { purpose, repositories, packages, starts_workflows } = account;
  if (!(await isThere(api, `/users/${name}`))) await makeUser(api, name, `${name}@${facts.domain}`, purpose);
  await joinTeam(api, facts, programs, name);
  for (const [repository, right] of Object.entries(repositories)) {
    await joinTeam(api, facts, right === "read" ? readers(repository) : writers(repository), name);
  }
  if (packages !== undefined) await joinTeam(api, facts, packageTeam(packages), name);
  if (starts_workflows) await joinTeam(api, facts, starters(facts.repository), name);
}

/** A team, and the one repository that it has a right to, if any. */
interface Team {
  readonly name: string;
  readonly description: string;
  readonly permission: Right;
  readonly units: readonly string[];
  readonly repository?: string;
}

const programs: Team = {
  name: "programs",
  description: "Every program, with a right to nothing",
  permission: "read",
  units: ["repo.wiki"],
};

function readers(repository: string): Team {
  const description = `Programs that read the code of ${repository}`;
  return { name: `read-${repository}`, description, permission: "read", units: ["repo.code"], repository };
}

function writers(repository: string): Team {
  const description = `Programs that push branches of ${repository}, and propose them`;
  const units = ["repo.code", "repo.pulls"];
  return { name: `write-${repository}`, description, permission: "write", units, repository };
}

function starters(repository: string): Team {
  const description = `Programs that start workflows of ${repository}`;
  return { name: `start-${repository}`, description, permission: "write", units: ["repo.actions"], repository };
}

function packageTeam(permission: Right): Team {
  const description = `Programs that ${permission} images and other packages`;
  return { name: `packages-${permission}`, description, permission, units: ["repo.packages"] };
}

async function joinTeam(api: GiteaApi, { organisation }: GiteaFacts, team: Team, account: string): Promise<void> {
  const id = (await teamNamed(api, organisation, team.name)) ?? (await makeTeam(api, organisation, team));
  await api("PUT", `/teams/${id}/members/${account}`);
}

async function teamNamed(api: GiteaApi, organisation: string, wanted: string): Promise<number | undefined> {
  const teams = await api<{ id: number; name: string }[]>("GET", `/orgs/${organisation}/teams?limit=50`);
  return teams.find(({ name }) => name === wanted)?.id;
}

async function makeTeam(api: GiteaApi, organisation: string, { repository, ...team }: Team): Promise<number> {
  const limits = { can_create_org_repo: false, includes_all_repositories: false };
  const { id } = await api<{ id: number }>("POST", `/orgs/${organisation}/teams`, { ...team, ...limits });
  if (repository !== undefined) await api("PUT", `/teams/${id}/repos/${organisation}/${repository}`);
  return id;
}

async function makeUser(api: GiteaApi, username: string, email: string, description: string): Promise<void> {
  const password = randomBytes(16).toString("hex");
  const identity = { username, login_name: username, source_id: 0, email };
  await api("POST", "/admin/users", { ...identity, password, must_change_password: false, visibility: "private" });
  await api("PATCH", `/admin/users/${username}`, {
    ...{ login_name: username, source_id: 0, description, restricted: true },
    ...{ allow_create_organization: false, allow_git_hook: false, allow_import_local: false, max_repo_creation: 0 },
  });
}

async function protectMain(api: GiteaApi, { organisation, repository, merger }: GiteaFacts): Promise<void> {
  const rules = `/repos/${organisation}/${repository}/branch_protections`;
  if (await isThere(api, `${rules}/main`)) return;
  await api("POST", rules, {
    rule_name: "main",
    ...{ enable_push: true, enable_push_whitelist: true, push_whitelist_teams: ["Owners"] },
    ...{ enable_merge_whitelist: true, merge_whitelist_teams: ["Owners"], merge_whitelist_usernames: [merger] },
    ...{ enable_status_check: true, status_check_contexts: ["check / gate*"] },
    ...{ block_on_outdated_branch: true, block_admin_merge_override: true },
  });
}

async function setVariables(api: GiteaApi, { organisation, repository, vault_url, ci }: GiteaFacts): Promise<void> {
  await setVariable(api, `/orgs/${organisation}`, "VAULT_ADDR", vault_url);
  await setVariable(api, `/orgs/${organisation}`, "LAB_REPOSITORY", `${organisation}/${repository}`);
  for (const [app, { mount, role }] of Object.entries(ci)) {
    await setVariable(api, `/repos/${organisation}/${app}`, "VAULT_MOUNT", mount);
    await setVariable(api, `/repos/${organisation}/${app}`, "VAULT_ROLE", role);
  }
}

async function setVariable(api: GiteaApi, owner: string, name: string, value: string): Promise<void> {
  const path = `${owner}/actions/variables/${name}`;
  if (!(await isThere(api, path))) await api("POST", path, { value });
}
