import type { Finding } from "../../../clusters/finding.ts";
import { components } from "../../../platform/components/index.ts";
import { componentFile, componentPage } from "../../../platform/naming.ts";
import type { Lab, Rule } from "../../checks/rule.ts";
import { bookOf } from "../book.ts";
import { writingsOf } from "../writings.ts";
import { emptySections } from "./prose/empty-sections.ts";
import { fileHolding } from "./prose/file-holding.ts";
import { MISSING_PAGE, type PageFault, shapeOf } from "./prose/page-shape.ts";

/**
 * The guidebook is whole. Every component has a page with its four sections, every app says what it is, a runbook says when
 * to use it and how to go back; no section is empty. What any page names exists: facts, parts, other pages and their
 * headings; and what a page is about.
 */
export const pages: Rule = {
  name: "pages",
  check: lab => [...missing(lab), ...outlived(lab), ...misshapen(lab), ...dead(lab)],
};

type Fault = PageFault & Pick<Finding, "file" | "unit">;

function found({ cluster }: Lab): (fault: Fault) => Finding {
  return fault => ({ level: "error", rule: pages.name, cluster: cluster.name, ...fault });
}

function missing(lab: Lab): Finding[] {
  return lab.units
    .filter(({ component }) => component !== undefined && !lab.prose.has(componentPage(component.name)))
    .map(({ name }) => ({ ...MISSING_PAGE, unit: name, file: componentPage(name) }))
    .map(found(lab));
}

/** Pages of components that exist no more. One that this cluster does without is another cluster's. */
function outlived(lab: Lab): Finding[] {
  const known = new Set(
    [...components, ...lab.units.flatMap(({ component }) => component ?? [])].map(({ name }) => name),
  );
  return [...lab.prose.keys()]
    .flatMap(file => {
      const [, name] = /^platform\/components\/([^/]+)\/.*\.md$/.exec(file) ?? [];
      if (name === undefined || known.has(name)) return [];
      const problem = `it is about "${name}", and there is no such component`;
      return [{ problem, remedy: `remove it, or declare the component in ${componentFile(name)} and list it,`, file }];
    })
    .map(found(lab));
}

function misshapen(lab: Lab): Finding[] {
  return writingsOf(lab)
    .flatMap(writing => shapeOf(writing).map(fault => ({ ...fault, file: writing.file, ...unitOf(lab, writing.file) })))
    .map(found(lab));
}

function unitOf({ units }: Lab, file: string): Pick<Finding, "unit"> {
  const unit = units.find(({ component }) => component !== undefined && componentPage(component.name) === file);
  return unit === undefined ? {} : { unit: unit.name };
}

/** What a template brings to every page is told once. */
function dead(lab: Lab): Finding[] {
  const faults = [
    ...emptySections(lab),
    ...bookOf(lab).faults.map(fault => ({ ...fault, file: fileHolding(fault.field, fault.file, lab) })),
  ];
  return [...new Map(faults.map(fault => [`${fault.file} ${fault.field}`, fault])).values()].map(found(lab));
}
