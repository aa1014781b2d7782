import { oncePer } from "../../memory/once-per.ts";
import type { Placed } from "../desired.ts";
import { fieldsOf, textOf } from "../objects/fields.ts";
import { ofKind } from "../objects/of-kind.ts";
import { type ReadRepository, readRepositories, repositoryHost } from "../objects/repository-credentials.ts";
import type { Situation } from "../situation.ts";
import { enumerated } from "../words/enumerated.ts";
import type { Danger } from "./danger.ts";

/** Names that CoreDNS knows from settings of its own, by the plugin `hosts`: https://coredns.io/plugins/hosts/ */
export const repositoryNameChanged: Danger = {
  id: "repository-name-changed",
  level: "warn",
  explanation:
    "The cluster's DNS answers otherwise for a server that Argo CD reads from: if it no longer finds that server, no change in git repairs it",
  remedy: "See that the cluster finds the server in the new way before the old one goes",
  change: ({ change, old }, situation) => {
    if (old === undefined || change.verb === "keep" || change.verb === "orphan" || !isOfDns(old)) return [];
    const is = linesAfter(situation);
    const hosts = readRepositories(situation.after).flatMap((repository: ReadRepository) =>
      repository.cluster === old.cluster ? [repositoryHost(repository.url)] : [],
    );
    const lost = [...new Set(hosts)].filter(host => linesOf(old).some(line => names(line, host) && !is.has(line)));
    return lost.length === 0 ? [] : [{ what: `it no longer says where ${enumerated(lost)} is, or says so otherwise` }];
  },
};

function isOfDns({ object }: Placed): boolean {
  return object.kind === "ConfigMap" && /coredns/.test(object.metadata.name);
}

const linesAfter = oncePer(
  ({ after }: Situation): ReadonlySet<string> => new Set(ofKind(after, "ConfigMap").filter(isOfDns).flatMap(linesOf)),
);

function linesOf({ object }: Placed): string[] {
  return Object.values(fieldsOf(object.data)).flatMap(text =>
    (textOf(text) ?? "").split("\n").map(line => line.trim().replaceAll(/\s+/g, " ")),
  );
}

/** Whether a line gives the name an address: `192.168.1.202 git.example.net`. */
function names(line: string, host: string): boolean {
  const [address = "", ...rest] = line.split(" ");
  return /^[0-9a-f.:]+$/i.test(address) && rest.includes(host);
}
