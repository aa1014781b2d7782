/** Something that a cluster of several nodes has only once, in one place. */
export interface SinglePoint {
  /** Kind, namespace and name: `Deployment/tools/ollama`. */
  readonly object: string;
  /** What the lab is like without it, and why that is accepted. */
  readonly reason: string;
}

/** Everything that is lost with one node, until the node comes back: pods that may run nowhere else, volumes with one copy. */
export const SINGLE_POINTS: readonly SinglePoint[] = [
  {
    object: "Deployment/tools/ollama",
    reason: "it has 3 GiB of memory for itself on one node only; apps do without answers until the node is back",
  },
  {
    object: "PersistentVolumeClaim/tools/ollama-models",
    reason: "models are large, and can be pulled again",
  },
];
