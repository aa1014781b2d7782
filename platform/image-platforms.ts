import type { Node } from "../clusters/lab.ts";

type Architecture = Node["architecture"];

const BOTH: readonly Architecture[] = ["amd64", "arm64"];

/**
 * Architectures that the publisher of each image builds it for, as its page or manifest says; by repository, without a
 * tag. An image of the lab's own registry is built for its nodes.
 */
export const IMAGE_PLATFORMS: Readonly<Record<string, readonly Architecture[]>> = {
  "quay.io/argoproj/argocd": BOTH,
};
