import { randomBytes } from "node:crypto";
import { type GiteaAccess, giteaList, giteaRequest } from "./gitea-request.ts";

interface Token {
  readonly id: number;
  readonly name: string;
}

/**
 * Makes a token of a program's account. Those that it had by this name stay, so that whoever uses one has time to get the
 * new one; `endOlderTokens` ends them.
 *
 * Gitea makes tokens for whoever shows the account's password. That is a new one each time, which nobody keeps: it ends the
 * one that the account began with, and the last that was made here.
 *
 * @param gitea as its administrator
 * @param name by which a person finds it among the account's tokens: `lab argocd/gitea token`; Gitea, where no two may have
 * the same, gets it with something random behind it
 * @param scopes as Gitea writes them: `read:repository`
 * @throws {Error} when there is no such account, or a scope is none; it never holds the password or a token
 * @see https://docs.gitea.com/development/oauth2-provider#scopes
 */
export async function newToken(
  gitea: GiteaAccess,
  account: string,
  name: string,
  scopes: readonly string[],
): Promise<string> {
  const login = await logIn(gitea, account);
  const unique = `${name} ${randomBytes(4).toString("hex")}`;
  const made = await giteaRequest<{ sha1: string }>(login, "POST", tokensOf(account), { name: unique, scopes });
  return (made as { sha1: string }).sha1;
}

/** Ends every token of an account by this name but the newest. */
export async function endOlderTokens(gitea: GiteaAccess, account: string, name: string): Promise<void> {
  const login = await logIn(gitea, account);
  const byAge = (await giteaList<Token>(login, tokensOf(account)))
    .filter(token => isNamed(token, name))
    .sort((one, other) => one.id - other.id);
  for (const { id } of byAge.slice(0, -1)) await giteaRequest(login, "DELETE", `${tokensOf(account)}/${id}`);
}

function isNamed(token: Token, name: string): boolean {
  return token.name.startsWith(`${name} `) && /^[0-9a-f]{8}$/.test(token.name.slice(name.length + 1));
}

/** As the account itself, with a new password. */
async function logIn(gitea: GiteaAccess, account: string): Promise<GiteaAccess> {
  const password = randomBytes(32).toString("base64url");
  const change = { login_name: account, source_id: 0, password, must_change_password: false };
  await giteaRequest(gitea, "PATCH", `admin/users/${account}`, change);
  return { url: gitea.url, account, password };
}

function tokensOf(account: string): string {
  return `users/${account}/tokens`;
}
