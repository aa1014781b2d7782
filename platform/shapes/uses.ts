import type { NetworkPolicyPeer } from "../kubernetes.ts";

/** Labels of a namespace whose pods use tools: by them a tool lets the pods in, and need not know any app. */
export function usesLabels(tools: readonly string[]): Record<string, string> {
  return Object.fromEntries(tools.map(tool => [`lab/uses-${tool}`, "true"]));
}

/** Pods of every namespace that uses a tool. */
export function usersOf(tool: string): NetworkPolicyPeer {
  return { namespaceSelector: { matchLabels: usesLabels([tool]) } };
}
