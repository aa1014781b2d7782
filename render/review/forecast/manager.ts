import type { KubeObject } from "../../../platform/kube-object.ts";
import { type Desired, type DesiredApplication, inCluster } from "../desired.ts";
import { type Fields, fieldsOf } from "../objects/fields.ts";
import { type Policy, policyOf } from "./policy.ts";
import { type Project, projectOf } from "./project.ts";

/** An Application as the one that syncs: what it wants, and what its project lets it do. */
export interface Manager {
  readonly application: DesiredApplication;
  readonly policy: Policy;
  /** Why it may not sync at all, whatever its objects are. */
  readonly refusal: string | undefined;
  /** What the project says against one of its objects. */
  refuses(object: KubeObject, namespace: string): string | undefined;
}

/**
 * A project that git does not hold may have been made by hand, as `default` is by Argo CD: it is taken to permit all,
 * unless git holds other projects of the cluster, and so is where projects come from.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/controller/appcontroller.go (refreshAppConditions)
 */
export function managerOf(application: DesiredApplication, desired: Desired): Manager {
  const policy = policyOf(application);
  const written = desired.projects.get(inCluster(application.cluster, policy.project));
  const project = written && projectOf(written);
  const destination = fieldsOf(fieldsOf(application.object.spec).destination);
  return {
    application,
    policy,
    refusal: project === undefined ? missing(application, policy, desired) : against(project, policy, destination),
    refuses: (object, namespace) => project?.object(object, namespace, destination),
  };
}

function against(project: Project, { sources }: Policy, destination: Fields): string | undefined {
  return (
    sources.map(source => project.source(source)).find(refusal => refusal !== undefined) ??
    project.destination(destination)
  );
}

function missing({ cluster }: DesiredApplication, { project }: Policy, { projects }: Desired): string | undefined {
  const hasOthers = [...projects.keys()].some(key => key.startsWith(inCluster(cluster, "")));
  return hasOthers && project !== "default" ? `there is no project "${project}"` : undefined;
}
