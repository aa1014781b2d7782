import type { Cluster } from "../../clusters/lab.ts";
import type { Component } from "../../platform/component.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { kubernetesRelease } from "../crds/kubernetes.ts";
import type { Release } from "../crds/release.ts";
import { kindKey, type Schema } from "./schema.ts";
import { type Shelved, shelve } from "./shelf.ts";

/** The schemas of everything that a cluster pins. */
export class Shelves {
  readonly #kubernetes: Shelved | undefined;
  readonly #byGroup: ReadonlyMap<string, Shelved>;

  /** @param byGroup those of CRDs, by their API group */
  constructor(kubernetes: Shelved | undefined, byGroup: ReadonlyMap<string, Shelved>) {
    this.#kubernetes = kubernetes;
    this.#byGroup = byGroup;
  }

  get all(): readonly Shelved[] {
    const kubernetes = this.#kubernetes === undefined ? [] : [this.#kubernetes];
    return [...new Set([...kubernetes, ...this.#byGroup.values()])];
  }

  /** Every kind that is known. */
  get kinds(): readonly string[] {
    return this.all.flatMap(shelved => ("compiled" in shelved ? shelved.compiled.kinds : []));
  }

  /** What an object must be; `unknown`: no such kind exists; undefined: the schemas of its group are not at hand. */
  of({ apiVersion, kind }: Pick<KubeObject, "apiVersion" | "kind">): Schema | "unknown" | undefined {
    const shelved = this.#byGroup.get(groupOf(apiVersion)) ?? this.#kubernetes;
    if (shelved === undefined || "missing" in shelved) return undefined;
    return shelved.compiled.schema(kindKey(apiVersion, kind)) ?? "unknown";
  }

  /** What a schema refers to. */
  definition(name: string): Schema | undefined {
    const shelved = this.#kubernetes;
    return shelved !== undefined && "compiled" in shelved ? shelved.compiled.schema(name) : undefined;
  }
}

/** `apps` of `apps/v1`; "" of `v1`. */
function groupOf(apiVersion: string): string {
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf("/")));
}

/** The schemas for a cluster: of Kubernetes, and of each component that brings CRDs and is pinned there. */
export async function shelvesOf(cluster: Cluster, components: readonly Component[]): Promise<Shelves> {
  const kubernetes = kubernetesRelease(cluster);
  const byGroup = new Map<string, Shelved>();
  for (const { name, crds = [], definitions } of components) {
    const version = cluster.versions[name]?.version;
    if (definitions === undefined || version === undefined) continue;
    const release: Release = { component: name, version, definitions };
    const shelved = await shelve(release);
    for (const group of crds) byGroup.set(group, shelved);
  }
  return new Shelves(kubernetes && (await shelve(kubernetes)), byGroup);
}
