import type { KubeObject } from "../../platform/kube-object.ts";
import type { Application } from "../tree/applications.ts";

/** What one revision wants in the clusters: every Application, and every object that one of them deploys. */
export interface Desired {
  /** By cluster and name: `arcodange/erp`. */
  readonly applications: ReadonlyMap<string, DesiredApplication>;
  /** AppProjects, by cluster and name. */
  readonly projects: ReadonlyMap<string, KubeObject>;
  /**
   * In the order of their paths. An object that two Applications deploy stands here twice. Applications, AppProjects and
   * ApplicationSets stand here even if nobody deploys them: somebody applied them by hand.
   */
  readonly objects: readonly Placed[];
  /** The same by key; of several with one key, the first. */
  readonly byKey: ReadonlyMap<string, Placed>;
  /** Every file of the revision, by its path from the root of the repository: what stays in git though nobody deploys it. */
  readonly files?: ReadonlyMap<string, unknown>;
}

/** An Application, and where its own object comes from. */
export interface DesiredApplication extends Application {
  readonly cluster: string;
  /** File that declares it, from the root of the repository. */
  readonly path: string;
  /** Name of the Application that deploys this one; "" for one that is applied by hand. Itself, for a root. */
  readonly parent: string;
  /** Address or name of the cluster it deploys to; "" for the one it lives in. */
  readonly destination: string;
  /** Folders of this repository that it deploys; empty for one that takes all from elsewhere. */
  readonly folders: readonly string[];
  /** What builds its objects where they do not lie in git as they are, such as `Kustomize ("kustomization.yaml")`. */
  readonly tool?: string;
}

/** An object, and where it comes from and goes to. */
export interface Placed {
  /**
   * Cluster and identity: `arcodange/apps/Deployment/erp/erp`. The same on both sides of a change. Where an Application
   * deploys to another cluster than its own, that is named, too: `arcodange:edge/apps/Deployment/erp/erp`.
   */
  readonly key: string;
  /** File that holds it, from the root of the repository. */
  readonly path: string;
  /** Cluster in which its Application lives. "" in a repository with one cluster that has no name. */
  readonly cluster: string;
  /** Name of the Application that deploys it; "" for one of Argo CD's own objects that was applied by hand. */
  readonly application: string;
  /** Where it lands: what it names, or the destination of its Application; "" for a cluster-scoped kind. */
  readonly namespace: string;
  readonly object: KubeObject;
}

/** How maps of a `Desired` name what belongs to a cluster: `arcodange/erp`, and `/erp` where the cluster has no name. */
export function inCluster(cluster: string, name: string): string {
  return `${cluster}/${name}`;
}
