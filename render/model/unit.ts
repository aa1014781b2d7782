import type { Chart } from "cdk8s";
import type { Cluster, SyncPolicy } from "../../clusters/lab.ts";
import type { Component } from "../../platform/component.ts";
import type { ApplicationSource } from "../../platform/components/argocd/application.ts";
import type { GroupKind, UnitClass } from "../../platform/components/argocd/kinds.ts";
import type { Declared } from "../../platform/declared.ts";
import type { Instance } from "../../platform/instance.ts";
import type { KubeObject } from "../../platform/kube-object.ts";

/** How whatever is no app is synced, in every environment. */
export const PLATFORM_SYNC: SyncPolicy = { automated: true, prune: true, selfHeal: true };

/** What one Argo CD Application deploys: a component, the CRDs of one, or an instance of an app. */
export interface Unit {
  readonly cluster: Cluster;
  /** Name of the Application, and of its folder below `rendered/<cluster>/`. */
  readonly name: string;
  readonly class: UnitClass;
  /** Namespace of objects that name none. */
  readonly namespace: string;
  /** File that declares it. */
  readonly file: string;
  readonly sync: SyncPolicy;
  /** Units of the same cluster that must be healthy first, beyond those that its objects imply. */
  readonly needs: readonly string[];
  /** API groups whose CRDs it installs. */
  readonly crdGroups: readonly string[];
  /** Where Argo CD reads it, besides its folder in this repository. */
  readonly sources: readonly ApplicationSource[];
  /** Kinds its project may contain beyond those of its class. */
  readonly kinds: readonly GroupKind[];
  readonly syncOptions: readonly string[];
  readonly instance?: Instance;
  /** The component that it is; absent for apps and CRDs. */
  readonly component?: Component;
  /** What its component could see of the rest of the cluster; absent for apps and CRDs. */
  readonly declared?: Declared;
  /** Fills a chart with its objects; absent when all of it lies in another repository. */
  readonly populate?: (chart: Chart) => void;
}

/** A unit with its objects, finished and in the order in which they were made. */
export interface BuiltUnit extends Unit {
  readonly objects: readonly KubeObject[];
}
