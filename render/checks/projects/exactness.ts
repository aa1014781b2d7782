import { quote } from "../../../clusters/fault.ts";
import type { Finding } from "../../../clusters/finding.ts";
import { type Project, projectFinding } from "./project-finding.ts";

/** Every repository and destination by its name. */
export function exactness(project: Project): Finding[] {
  const { sourceRepos = [], destinations = [] } = project.spec;
  const names = [
    ...sourceRepos.map((value, index) => ({ field: `spec.sourceRepos[${index}]`, value, what: "repository" })),
    ...destinations.flatMap((destination, index) =>
      Object.entries(destination).map(([part, value]: [string, string]) => ({
        field: `spec.destinations[${index}].${part}`,
        value,
        what: part,
      })),
    ),
  ];
  return names
    .filter(({ value }) => PATTERN.test(value))
    .map(({ field, value, what }) => {
      const problem = `${quote(value)} is a pattern, and admits what nobody reviewed`;
      return projectFinding(project, field, problem, `name each ${what}`);
    });
}

/** Characters that make a pattern of a repository, a namespace or a server, or deny what it names. */
const PATTERN = /[*?[\]{}!]/;
