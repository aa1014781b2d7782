import { type Fault, quote } from "./fault.ts";
import type { Cluster } from "./lab.ts";
import { kebabCase } from "./names.ts";

/** Repositories of others that Gitea copies: names of their own, and addresses that anyone may read. */
export function checkMirrors({ gitea: { repository, mirrors = {} } }: Cluster): Fault[] {
  return Object.entries(mirrors).flatMap(([name, address]) => {
    const field = `gitea.mirrors.${name}`;
    return [...kebabCase(field, name, "charts"), ...ownName(field, name, repository), ...committable(field, address)];
  });
}

/** The copy of this repository elsewhere: outside of the cluster, which it is to outlive. */
export function checkOffsite({ gitea: { host, offsite } }: Cluster): Fault[] {
  if (offsite === undefined) return [];
  const field = "gitea.offsite";
  const faults = committable(field, offsite);
  if (faults.length > 0 || URL.parse(offsite)?.hostname !== host) return faults;
  return [{ field, problem: `${quote(offsite)} is this very Gitea`, remedy: "write an address of another one" }];
}

function ownName(field: string, name: string, repository: string): Fault[] {
  if (name !== repository) return [];
  const problem = `${quote(name)} is the repository that holds this tree`;
  return [{ field, problem, remedy: `write another name, such as ${quote(`${name}-mirror`)}` }];
}

/** The address is committed, and kept by Gitea: nothing in it may be a secret. */
function committable(field: string, address: string): Fault[] {
  const example = quote("https://example.org/team/charts.git");
  const url = URL.parse(address);
  if (url?.protocol !== "https:") {
    const problem = `${quote(address)} is not an address that begins with "https://"`;
    return [{ field, problem, remedy: `write one such as ${example}` }];
  }
  if (url.username === "" && url.password === "") return [];
  const problem = `the address at ${quote(url.host)} holds a user name or a password`;
  return [{ field, problem, remedy: `write it without them, such as ${example}` }];
}
