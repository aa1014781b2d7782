import type { Finding } from "../../clusters/finding.ts";
import type { Cluster } from "../../clusters/lab.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import type { Graph } from "../model/graph.ts";
import type { BuiltUnit } from "../model/unit.ts";

/** One cluster as it will be rendered: what every rule looks at. */
export interface Lab {
  readonly cluster: Cluster;
  readonly units: readonly BuiltUnit[];
  readonly graph: Graph;
  /** Texts that the guidebook is made of, by file: pages, decisions, and the files of apps. */
  readonly prose: ReadonlyMap<string, string>;
}

/** A rule over a whole cluster. One file each; its findings carry its name. */
export interface Rule {
  /** Identifier, also the name of its file: `images-tagged`. */
  readonly name: string;
  readonly check: (lab: Lab) => readonly Finding[] | Promise<readonly Finding[]>;
}

/** Every object of a lab with the unit that owns it. */
export function* objectsOf(lab: Lab): Generator<{ readonly unit: BuiltUnit; readonly object: KubeObject }> {
  for (const unit of lab.units) for (const object of unit.objects) yield { unit, object };
}
