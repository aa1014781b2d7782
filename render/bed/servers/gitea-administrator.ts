import { randomBytes } from "node:crypto";
import type { GiteaApi } from "./gitea-api.ts";

export const ADMINISTRATOR = "lab-admin";

export interface Account {
  readonly password: string;
  readonly token: string;
}

/** Runs a command of Gitea's program. @returns what it prints @throws {Error} whose message has what it says of a failure */
export type GiteaCommand = (...words: string[]) => string;

/**
 * The account that may do everything: a new one, or, where an earlier start was killed before it kept what Gitea said,
 * the one of that start with a new password and a new token. Neither is ever an argument, where others could read it.
 */
export async function makeAdministrator(command: GiteaCommand, apiOf: (token: string) => GiteaApi): Promise<Account> {
  try {
    return create(command);
  } catch (error) {
    if (!String(error).includes("user already exists")) throw error;
    return recover(command, apiOf);
  }
}

function create(command: GiteaCommand): Account {
  const said = command(
    ...["admin", "user", "create", `--username=${ADMINISTRATOR}`, `--email=${ADMINISTRATOR}@localhost`, "--admin"],
    ...["--random-password", "--must-change-password=false", "--access-token", "--access-token-scopes=all"],
  );
  return {
    password: wordOf(said, /^generated random password is '(.*)'$/m),
    token: wordOf(said, /^Access token was successfully created\.\.\. (\S+)$/m),
  };
}

function wordOf(said: string, pattern: RegExp): string {
  const word = pattern.exec(said)?.[1];
  if (word === undefined) {
    throw new Error("Cannot start gitea: it does not say its administrator's password and token as 1.26 does");
  }
  return word;
}

async function recover(command: GiteaCommand, apiOf: (token: string) => GiteaApi): Promise<Account> {
  const words = ["admin", "user", "generate-access-token", `--username=${ADMINISTRATOR}`, "--scopes=all"];
  const said = command(...words, `--token-name=${randomBytes(8).toString("hex")}`);
  const token = wordOf(said, /^Access token was successfully created: (\S+)$/m);
  const password = randomBytes(24).toString("hex");
  const change = { login_name: ADMINISTRATOR, source_id: 0, password, must_change_password: false };
  await apiOf(token)("PATCH", `/admin/users/${ADMINISTRATOR}`, change);
  return { password, token };
}
