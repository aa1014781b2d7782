import type { Finding } from "../../clusters/finding.ts";
import type { Cluster } from "../../clusters/lab.ts";
import { draftsOf } from "../guidebook/drafts.ts";
import { inQuotes } from "./findings/mismatch.ts";
import type { Lab, Rule } from "./rule.ts";

/** Pages of the guidebook name facts, they do not repeat them: what the declaration knows stands in no prose. */
export const typedFacts: Rule = {
  name: "typed-facts",
  check: lab =>
    draftsOf(lab).flatMap(({ source, text }) => typedIn(text, lab.cluster).map(fact => found(lab, source, fact))),
};

function typedIn(text: string, cluster: Cluster): string[] {
  const words = text.replace(/\{\{[^}]*\}\}/g, " ");
  return namesOf(cluster).filter(name => new RegExp(`(?<![\\w-])${name.replaceAll(".", "\\.")}(?![\\w-])`).test(words));
}

/** Facts that nobody writes by chance. */
function namesOf({ domain, zone, nodes, buckets, gitea }: Cluster): string[] {
  const addresses = Object.entries(nodes).flatMap(([name, { address }]) => [name, address]);
  const zones = zone === undefined ? [] : [zone.name];
  return [...new Set([domain, ...zones, ...addresses, ...Object.values(buckets), gitea.organisation])];
}

function found({ cluster }: Lab, file: string, fact: string): Finding {
  return {
    level: "error",
    rule: typedFacts.name,
    cluster: cluster.name,
    problem: `it holds ${inQuotes(fact)}, a fact that may change`,
    remedy: "name the fact instead, as {{domain}} or {{hosts.<component>}},",
    file,
  };
}
