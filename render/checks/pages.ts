import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../../clusters/finding.ts";
import type { Cluster } from "../../clusters/lab.ts";
import { componentPage } from "../../platform/naming.ts";
import { factsOf } from "../guidebook/facts.ts";
import { placeholders, readPage, SECTIONS } from "../guidebook/page.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { repositoryFolder } from "../repository.ts";
import { inQuotes } from "./findings/mismatch.ts";
import type { Lab, Rule } from "./rule.ts";

/**
 * Every component has a page for the guidebook: a title, a sentence, the four sections in their order, none of them
 * empty. Facts stand in it by name only, and each name is one of a fact of the cluster that the component runs on.
 */
export const pages: Rule = {
  name: "pages",
  check: lab => pagesOf(lab, path => readFileSync(join(repositoryFolder, path), "utf8")),
};

/** @param read gives the text of a file of the repository, or throws */
export function pagesOf(lab: Lab, read: (path: string) => string): Finding[] {
  const factOf = factsOf(lab);
  return lab.units
    .filter(({ component }) => component !== undefined)
    .flatMap(unit => {
      const text = textOf(unit, read);
      const faults = text === undefined ? [MISSING] : [...form(text), ...facts(text, factOf, lab.cluster)];
      return faults.map(fault => finding(lab, unit, fault));
    });
}

interface PageFault {
  readonly field?: string;
  readonly problem: string;
  readonly remedy: string;
}

const MISSING: PageFault = {
  problem: "it has no page in the guidebook",
  remedy: `write one with the sections ${SECTIONS.map(inQuotes).join(", ")}`,
};

function textOf(unit: BuiltUnit, read: (path: string) => string): string | undefined {
  try {
    return read(componentPage(unit.name));
  } catch {
    return undefined;
  }
}

function form(text: string): PageFault[] {
  const { title, lead, sections } = readPage(text);
  const faults: PageFault[] = [];
  if (title === "") faults.push({ problem: "it has no title", remedy: 'begin with a line such as "# Grafana"' });
  if (lead === "") faults.push({ problem: "nothing stands below its title", remedy: "say in one sentence what it is" });
  const titles = sections.map(section => section.title);
  if (titles.join("\n") !== SECTIONS.join("\n")) {
    const problem = `its sections are ${titles.map(inQuotes).join(", ") || "none"}`;
    faults.push({ problem, remedy: `write ${SECTIONS.map(inQuotes).join(", ")}, in this order,` });
  }
  for (const section of sections) {
    if (section.text !== "") continue;
    faults.push({ field: section.title, problem: "the section is empty", remedy: "write what a reader needs there" });
  }
  return faults;
}

function facts(text: string, factOf: (path: string) => string | undefined, cluster: Cluster): PageFault[] {
  const unknown = placeholders(text).filter(path => factOf(path) === undefined);
  const words = text.replace(/\{\{[^}]*\}\}/g, " ");
  const typed = namesOf(cluster).filter(name =>
    new RegExp(`(?<![\\w-])${name.replaceAll(".", "\\.")}(?![\\w-])`).test(words),
  );
  return [
    ...unknown.map(path => ({
      field: `{{${path}}}`,
      problem: "there is no such fact",
      remedy: "name one of clusters/lab.ts, such as {{nodes.pi1.address}}, or {{hosts.<component>}}",
    })),
    ...typed.map(name => ({
      problem: `it holds ${inQuotes(name)}, a fact that may change`,
      remedy: "name the fact instead, as {{domain}} or {{hosts.<component>}},",
    })),
  ];
}

/** Facts that nobody writes by chance. */
function namesOf({ domain, zone, nodes, buckets, gitea }: Cluster): string[] {
  const addresses = Object.entries(nodes).flatMap(([name, { address }]) => [name, address]);
  const zones = zone === undefined ? [] : [zone.name];
  return [...new Set([domain, ...zones, ...addresses, ...Object.values(buckets), gitea.organisation])];
}

function finding({ cluster }: Lab, { name }: BuiltUnit, fault: PageFault): Finding {
  return {
    level: "error",
    rule: pages.name,
    cluster: cluster.name,
    unit: name,
    ...fault,
    file: componentPage(name),
  };
}
