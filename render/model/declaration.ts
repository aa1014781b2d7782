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
  /** Texts that the guidebook is made of, by file: pages, decisions, and the files of apps. */
  readonly prose: ReadonlyMap<string, string>;
  /** Files that a cluster or an app must be declared in, by its name, and that do not exist. */
  readonly absent: ReadonlySet<string>;
}
