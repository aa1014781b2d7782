import type { Kubectl } from "../../remote/kubectl.ts";

/** How long the API server of a busy Raspberry Pi may take for what one Application brings. */
const PATIENCE_SECONDS = 180;

/**
 * Applies objects on the server's side, as Argo CD does it later: CRDs are too large for the other way, and what somebody
 * else has set of a field goes. They go by standard input, so that Secrets are among them.
 *
 * @throws {RemoteFailure} with what kubectl says
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/
 */
export async function applyObjects(kubectl: Kubectl, objects: readonly object[]): Promise<void> {
  await applyText(kubectl, JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }));
}

/** The same for manifests in YAML; gives their names, such as `customresourcedefinition.apiextensions.k8s.io/disks`. */
export async function applyText(kubectl: Kubectl, text: string): Promise<string[]> {
  const words = ["apply", "--server-side", "--force-conflicts", "--filename=-", "--output=name"];
  const said = await kubectl(words, { input: text, timeoutSeconds: PATIENCE_SECONDS });
  return said.split("\n").filter(line => line !== "");
}
