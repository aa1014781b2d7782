import { quote } from "./quote.ts";
import type { Remote } from "./remote.ts";

/**
 * Asks the API server of a cluster, and returns what kubectl prints.
 *
 * @param words as for kubectl: `["get", "nodes", "--output", "json"]`
 * @throws {RemoteFailure}
 */
export type Kubectl = (words: readonly string[], options?: KubectlOptions) => Promise<string>;

export interface KubectlOptions {
  /** Standard input, such as manifests for `apply --filename -`. */
  readonly input?: string;
  /** Default 60. */
  readonly timeoutSeconds?: number;
}

/** The kubectl of k3s on its server: it needs no credentials anywhere else, and has the server's own version. */
export function kubectlOn(server: Remote): Kubectl {
  return (words, options = {}) => server.run(`k3s kubectl ${words.map(quote).join(" ")}`, { asRoot: true, ...options });
}
