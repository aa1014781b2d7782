import type { User } from "../../../platform/hosts/host.ts";
import type { HostAt } from "../host-at.ts";
import { rows, script } from "../script.ts";
import type { Step } from "../step.ts";

/** Accounts of services, which own what services keep. */
export const accounts: Step<HostAt> = {
  name: "accounts",
  does: "makes accounts of services",
  limitSeconds: 60,
  undo: 'none: files belong to an account; remove it with "userdel" after it has left the declaration and they are gone',
  check: async on => (await look(on)).map(({ name, what }) => `account ${name} ${what}`),
  do: async on => {
    const names = new Set((await look(on)).map(({ name }) => name));
    const wanted = on.host.users.filter(({ name }) => names.has(name));
    const input = wanted.map(({ name, home, groups = [] }) => `${name}\t${home}\t${groups.join(" ")}\n`).join("");
    await on.remote.run(script("make-accounts"), { asRoot: true, input });
  },
};

async function look({ host, remote }: HostAt): Promise<readonly { name: string; what: string }[]> {
  if (host.users.length === 0) return [];
  const users = host.users.map(({ name }) => name).join(" ");
  const seen = new Map(
    rows(await remote.run(script("observe-accounts", { users }))).map(([name = "", home = "", groups = ""]) => [
      name,
      { home, groups: groups.split(" ") },
    ]),
  );
  return host.users.flatMap(user => {
    const what = difference(user, seen.get(user.name));
    return what === undefined ? [] : [{ name: user.name, what }];
  });
}

function difference({ home, groups = [] }: User, account: { home: string; groups: string[] } | undefined) {
  if (account === undefined) return "is missing";
  if (account.home !== home) return `has home ${account.home} and should have ${home}`;
  const missing = groups.filter(group => !account.groups.includes(group));
  return missing.length === 0 ? undefined : `is not in ${missing.join(", ")}`;
}
