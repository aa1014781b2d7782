import type { Component } from "./component.ts";
import type { Instance } from "./instance.ts";

/**
 * What is declared on one cluster, for components that serve all others: the tunnel needs every public host, Prometheus
 * the alerts of every component. Nothing of it is built yet.
 */
export interface Declared {
  /** Every app in every environment, by name. */
  readonly instances: readonly Instance[];
  /** Every component that runs here. */
  readonly components: readonly Component[];
}
