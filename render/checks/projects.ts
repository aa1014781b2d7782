import { ROOT } from "../../platform/naming.ts";
import { projectNameOf } from "../model/projects.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { applicationsOf, projectsOf } from "./lab/argocd-objects.ts";
import { exactness } from "./projects/exactness.ts";
import { finalizer } from "./projects/finalizer.ts";
import { kinds } from "./projects/kinds.ts";
import { refusals } from "./projects/refusals.ts";
import { rootKinds } from "./projects/root-kinds.ts";
import type { Lab, Rule } from "./rule.ts";

/**
 * A project permits what its units are, exactly where and from where they are, and all kinds of its class: Argo CD
 * refuses what a project does not permit, and stops seeing live objects of a kind that it no longer permits.
 */
export const projects: Rule = {
  name: "projects",
  check(lab) {
    const all = projectsOf(lab);
    const members = membersOf(lab);
    const units = new Map(lab.units.map(unit => [unit.name, unit]));
    const specs = new Map(all.map(({ object, spec }) => [object.metadata.name, spec]));
    return [
      ...all.flatMap(project => {
        const { name } = project.object.metadata;
        const permitted = name === ROOT ? rootKinds(project) : kinds(project, members.get(name));
        return [...finalizer(project), ...exactness(project), ...permitted];
      }),
      ...applicationsOf(lab).flatMap(application => refusals(application, units, specs)),
    ];
  },
};

/** One unit of each project, by its name, for all of a project have one class; the root's is none of theirs. */
function membersOf(lab: Lab): Map<string, BuiltUnit> {
  const members = lab.units.filter(({ name }) => name !== ROOT);
  return new Map(members.map(unit => [projectNameOf(unit), unit]));
}
