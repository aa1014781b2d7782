import { createInterface } from "node:readline";
import { ARGOCD_NAMESPACE } from "../../../platform/components/argocd/namespace.ts";
import { ROOT } from "../../../platform/naming.ts";
import { apiRequest } from "../servers/api-request.ts";
import type { ApiServer } from "../servers/api-server.ts";

const PATIENCE_MILLISECONDS = 60_000;

/** A sync, and what was returned by what caused it. */
export interface Caused<T> {
  readonly result: T;
  /** Name of the Application. */
  readonly syncing: string;
}

/**
 * Causes something, and returns the moment in which Argo CD says of an Application that its sync runs. The root does not
 * count, for it mostly waits; nor does what was said before.
 *
 * @throws {Error} when no sync runs within a minute
 */
export async function amidSync<T>(server: ApiServer, cause: () => Promise<T>): Promise<Caused<T>> {
  const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
  const path = `/apis/argoproj.io/v1alpha1/namespaces/${ARGOCD_NAMESPACE}/applications?watch=true`;
  const response = await apiRequest(server, path, { signal });
  if (response.statusCode !== 200) throw new Error(`Cannot watch Applications: ${(await response.toArray()).join("")}`);
  const [syncing, result] = await Promise.all([firstSyncing(createInterface({ input: response })), cause()]);
  response.destroy();
  return { syncing, result };
}

interface WatchEvent {
  readonly type: string;
  readonly object: {
    readonly metadata: { readonly name: string };
    readonly status?: { readonly operationState?: { readonly phase: string } };
  };
}

async function firstSyncing(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    const { type, object } = JSON.parse(line) as WatchEvent;
    const { name } = object.metadata;
    if (type === "MODIFIED" && name !== ROOT && object.status?.operationState?.phase === "Running") return name;
  }
  throw new Error("Cannot be amid a sync: none runs");
}
