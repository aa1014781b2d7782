import type { Chart } from "cdk8s";
import type { Cluster } from "../clusters/lab.ts";

/** A part of the lab itself: what apps stand on (`platform`), or a service beside them (`tool`). */
export interface Component {
  /** Name of its Application and of its folder below `platform/components/`. */
  readonly name: string;
  /**
   * `platform`: deleting its Application leaves everything in the cluster; `tool`: deletes what it made.
   * The class also settles which kinds its project may contain.
   */
  readonly class: "platform" | "tool";
  readonly namespace: string;
  /** API groups whose CRDs it brings; they come from the `crds` repository, at the pinned version of the same name. */
  readonly crds?: readonly string[];
  /** Further Applications that must be healthy before this one, beyond those that its objects imply. */
  readonly needs?: readonly string[];
  /** Builds its objects for one cluster; must be pure. */
  readonly resources: (chart: Chart, cluster: Cluster) => void;
}

/** Declares a component. */
export function defineComponent(component: Component): Component {
  return component;
}
