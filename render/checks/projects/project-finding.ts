import type { Finding } from "../../../clusters/finding.ts";
import { objectFinding } from "../findings/object-finding.ts";
import type { ArgoObject, ProjectSpec } from "../lab/argocd-objects.ts";

export type Project = ArgoObject<ProjectSpec>;

/**
 * A finding of the rule `projects` about one field of a project.
 *
 * @param file where to mend it; by default where the projects of a lab are listed
 */
export function projectFinding(
  { unit, object }: Project,
  field: string,
  problem: string,
  remedy: string,
  file = "render/model/projects.ts",
): Finding {
  return objectFinding("projects", unit, object, { field, problem, remedy, file });
}
