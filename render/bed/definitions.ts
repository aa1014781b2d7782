import { setTimeout as sleep } from "node:timers/promises";
import { clusters } from "../../clusters/index.ts";
import { components } from "../../platform/components/index.ts";
import { cacheFolder, readCached } from "../crds/cache.ts";
import { onlyDefinitions } from "../crds/only-definitions.ts";
import { pull } from "../crds/pull.ts";
import type { DefinitionFiles } from "../crds/push.ts";
import { releasesOf } from "../crds/release.ts";
import type { ApiServer } from "./servers/api-server.ts";
import { kubectl, kubectlWith } from "./servers/kubectl.ts";

/**
 * The CRDs of components in their pinned versions: from the user's cache, or brought there from the folder that
 * `UPSTREAM_DIR` names, or else from where each component publishes them.
 *
 * @param names of components; none means all
 * @throws {Error} naming each file that is missing or not the one that is trusted
 */
export async function trustedDefinitions(names: readonly string[] = []): Promise<DefinitionFiles[]> {
  const cache = cacheFolder();
  const pulled = await pull(releasesOf(components, clusters, names), { cache, mirror: process.env.UPSTREAM_DIR });
  const problems = pulled.flatMap(result => result.problems);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return pulled.map(({ release }) => ({ ...release, files: readCached(cache, release) ?? new Map() }));
}

/** Applies them, and waits until the API server serves every one. */
export async function installDefinitions(server: ApiServer, names: readonly string[] = []): Promise<void> {
  const definitions = await trustedDefinitions(names);
  const texts = definitions.flatMap(({ files }) =>
    [...files.values()].map(content => onlyDefinitions(Buffer.from(content).toString())),
  );
  const { status, stderr } = await kubectlWith(texts.join("\n---\n"), server, "apply", "--server-side", "--filename=-");
  if (status !== 0) throw new Error(`Cannot install the CRDs: ${stderr}`);
  while (!(await areEstablished(server))) await sleep(200);
}

interface Definition {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

async function areEstablished(server: ApiServer): Promise<boolean> {
  const { stdout } = await kubectl(server, "get", "customresourcedefinitions", "--output=json");
  const { items } = JSON.parse(stdout) as { items: readonly Definition[] };
  return items.every(({ status }) =>
    status?.conditions?.some(({ type, status: value }) => type === "Established" && value === "True"),
  );
}
