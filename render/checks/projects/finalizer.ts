import { quote } from "../../../clusters/fault.ts";
import type { Finding } from "../../../clusters/finding.ts";
import { type Project, projectFinding } from "./project-finding.ts";

const FINALIZER = "resources-finalizer.argocd.argoproj.io";

/** A project stays until its last Application is gone. */
export function finalizer(project: Project): Finding[] {
  if (project.object.metadata.finalizers?.includes(FINALIZER)) return [];
  const problem = `it lacks ${quote(FINALIZER)}: if it goes before its Applications, their deletion hangs`;
  const file = "platform/components/argocd/project.ts";
  return [projectFinding(project, "metadata.finalizers", problem, "add it", file)];
}
