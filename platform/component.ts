import type { Chart } from "cdk8s";
import type { Cluster } from "../clusters/lab.ts";
import type { Alert } from "./alert.ts";
import type { VaultPaths } from "./components/vault-secrets-operator/readers.ts";
import type { Declared } from "./declared.ts";
import type { Secrets } from "./secrets/origin.ts";
import type { ToolRequests } from "./tool.ts";

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
  /** Where these CRDs come from; every component that brings some says so. */
  readonly definitions?: Definitions;
  /** Further Applications that must be healthy before this one, beyond those that its objects imply. */
  readonly needs?: readonly string[];
  /** What a tool asks of the lab. */
  readonly requests?: ToolRequests;
  /** How it asks people who they are, on its routes inside the lab. Absent: Traefik has to, or its `requests` say so. */
  readonly ownLogin?: string;
  /** When a person must know that it needs help. */
  readonly alerts?: (cluster: Cluster) => readonly Alert[];
  /** What lies in Vault for it, by path below the KV mount: `argocd/oidc`. For a tool it follows from its `requests`. */
  readonly secrets?: (cluster: Cluster) => Secrets;
  /** What its pods do in Vault by themselves, by role, beyond reading the secrets that its objects name. */
  readonly vaultPaths?: Readonly<Record<string, VaultPaths>>;
  /** What it does without until a fact is known. */
  readonly leftOut?: (cluster: Cluster) => readonly LeftOut[];
  /** Builds its objects for one cluster; must be pure. */
  readonly resources: (chart: Chart, cluster: Cluster, declared: Declared) => void;
}

/** Something that cannot be rendered before a fact of the cluster is known. */
export interface LeftOut {
  /** The fact: `stepCa.rootCertificate`. */
  readonly field: string;
  /** What is, and what that leaves out: `it is not known yet, so no certificate is ordered for a name of the lab`. */
  readonly problem: string;
  /** What brings it, as an order: `run lab up, and write it`. */
  readonly remedy: string;
}

/** The files that hold the CRDs of a component: where they are published, and which content is trusted. */
export interface Definitions {
  /** Address of the folder in which they are published, without a slash at its end. */
  readonly url: (version: string) => string;
  /** The folder of the same files where someone keeps those of every component, in one version: `traefik/crds`. */
  readonly mirror: string;
  /** Names in that folder. What else than CRDs a file holds is left out when they are pushed. */
  readonly files: readonly string[];
  /** SHA-256 of each file, hexadecimal, by version. Only a person adds some: nothing else says that they are genuine. */
  readonly digests: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Declares a component. */
export function defineComponent(component: Component): Component {
  return component;
}
