import type { Cluster } from "../../clusters/lab.ts";
import type { AppDefinition } from "../../platform/app.ts";
import type { Component } from "../../platform/component.ts";

/** Everything that people and bots write down about the lab. */
export interface Declaration {
  readonly clusters: readonly Cluster[];
  readonly components: readonly Component[];
  readonly apps: readonly AppDefinition[];
  /** Text of `clusters/<cluster>/images.yaml`, by cluster; a cluster without the file is absent. */
  readonly images: ReadonlyMap<string, string>;
}
