import type { Gitea } from "./gitea.ts";
import type { GiteaFacts } from "./gitea-objects.ts";

/**
 * All that a Gitea says of what the stack `gitea` makes: organisation, repositories, accounts and their rights, teams,
 * protections and variables, by path of its API. Two Giteas that were told the same say the same: what counts up or tells
 * the time is left out, and addresses are those of `gitea`.
 */
export async function giteaInventory({ api, url }: Gitea, facts: GiteaFacts): Promise<Record<string, unknown>> {
  const { organisation, repositories, mirrors, accounts } = facts;
  const teams = await api<{ id: number; name: string }[]>("GET", `/orgs/${organisation}/teams`);
  const repos = [...Object.keys(repositories), ...Object.keys(mirrors)].map(name => `/repos/${organisation}/${name}`);
  const paths = [
    ...[`/orgs/${organisation}`, `/orgs/${organisation}/teams`, `/orgs/${organisation}/actions/variables`],
    ...["/admin/users", ...Object.keys(accounts).map(name => `/users/${name}`)],
    ...repos.flatMap(repo => [repo, `${repo}/branch_protections`, `${repo}/actions/variables`, `${repo}/hooks`]),
    ...repos.flatMap(repo => [`${repo}/collaborators`, `${repo}/labels`]),
    ...repos.flatMap(repo => Object.keys(accounts).map(name => `${repo}/collaborators/${name}/permission`)),
  ];
  const ofTeams = teams.flatMap(({ id, name }) =>
    ["members", "repos"].map(part => [`/teams/${name}/${part}`, `/teams/${id}/${part}`] as const),
  );
  const all = [...paths.map(path => [path, path] as const), ...ofTeams];
  const answers = await Promise.all(all.map(async ([name, path]) => [name, settled(await api("GET", path), url)]));
  return Object.fromEntries(answers);
}

/** Numbers and moments that differ from one Gitea to the next. */
const PASSING: ReadonlySet<string> = new Set([
  ...["id", "owner_id", "repo_id", "parent_id", "priority", "size", "avatar_url", "url", "last_login"],
  ...["created", "created_at", "updated", "updated_at", "archived_at", "mirror_updated", "starred_repos_count"],
]);

/** Lists are in the order of their names, for Gitea has them in that of their making. */
function settled(value: unknown, url: string): unknown {
  if (typeof value === "string") return value.replaceAll(url, "https://gitea/");
  if (Array.isArray(value)) return value.map(item => settled(item, url)).sort(byText);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !PASSING.has(key));
  return Object.fromEntries(kept.map(([key, item]) => [key, settled(item, url)]));
}

function byText(one: unknown, other: unknown): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}
