import { clusters } from "../../clusters/index.ts";
import { components } from "../../platform/components/index.ts";
import { cacheFolder, readCached } from "../crds/cache.ts";
import { onlyDefinitions } from "../crds/only-definitions.ts";
import { pull } from "../crds/pull.ts";
import type { DefinitionFiles } from "../crds/push.ts";
import { type Release, releasesOf } from "../crds/release.ts";
import { eventually } from "./eventually.ts";
import type { ApiServer } from "./servers/api-server.ts";
import { demand, kubectlWith } from "./servers/kubectl.ts";

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
  return pulled.map(({ release }) => ({ ...release, files: filesOf(cache, release) }));
}

function filesOf(cache: string, release: Release): DefinitionFiles["files"] {
  const files = readCached(cache, release);
  if (files === undefined) {
    throw new Error(
      `Cannot read the CRDs of ${release.component} ${release.version}: they are gone from ${cache}, begin again`,
    );
  }
  return files;
}

/**
 * Applies them, over those of an earlier version too, and waits until the API server serves every one.
 *
 * @throws {Error} with what kubectl said, or with the names of those that are not served within a minute
 */
export async function installDefinitions(server: ApiServer, names: readonly string[] = []): Promise<void> {
  const definitions = await trustedDefinitions(names);
  const texts = definitions.flatMap(({ files }) =>
    [...files.values()].map(content => onlyDefinitions(Buffer.from(content).toString())),
  );
  const words = ["apply", "--server-side", "--force-conflicts", "--filename=-", "--output=name"];
  const { status, stdout, stderr } = await kubectlWith(texts.join("\n---\n"), server, ...words);
  if (status !== 0) throw new Error(`Cannot install the CRDs: ${stderr}`);
  const applied = new Set(
    stdout
      .trim()
      .split("\n")
      .map(line => line.slice(line.indexOf("/") + 1)),
  );
  await eventually("the API server serves every CRD that was applied", () => unserved(server, applied), 60);
}

interface Definition {
  readonly metadata: { readonly name: string };
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] | null };
}

/** Which of these CRDs are not served yet; undefined when all are. Others may lie there from a sync that was broken off. */
async function unserved(server: ApiServer, wanted: ReadonlySet<string>): Promise<string | undefined> {
  const text = await demand(server, "get", "customresourcedefinitions", "--output=json");
  const { items } = JSON.parse(text) as { items: readonly Definition[] };
  const served = new Set(items.filter(isEstablished).map(({ metadata }) => metadata.name));
  const names = [...wanted].filter(name => !served.has(name));
  return names.length === 0 ? undefined : `not yet ${names.join(", ")}`;
}

function isEstablished({ status }: Definition): boolean {
  return status?.conditions?.some(({ type, status: value }) => type === "Established" && value === "True") === true;
}
