import { setTimeout as sleep } from "node:timers/promises";
import { clusters } from "../../clusters/index.ts";
import { components } from "../../platform/components/index.ts";
import { onlyDefinitions } from "../crds/only-definitions.ts";
import { originOf, readFrom } from "../crds/origin.ts";
import type { DefinitionFiles } from "../crds/push.ts";
import { releasesOf } from "../crds/release.ts";
import { distrust } from "../crds/trust.ts";
import type { ApiServer } from "./api-server.ts";
import { kubectl, kubectlWith } from "./kubectl.ts";

/**
 * The CRDs of components in their pinned versions, from the folder that `UPSTREAM_DIR` names.
 *
 * @param names of components; none means all
 * @throws {Error} when it is not set, or naming each file that is missing there or not the one that is trusted
 */
export async function upstreamDefinitions(names: readonly string[] = []): Promise<DefinitionFiles[]> {
  const upstream = process.env.UPSTREAM_DIR;
  if (upstream === undefined) {
    throw new Error("Cannot read the CRDs: UPSTREAM_DIR is not set, set it to a folder with the components' own files");
  }
  return Promise.all(
    releasesOf(components, clusters, names).map(async release => {
      const origin = originOf(release, upstream);
      const files = await readFrom(origin, release.definitions.files);
      const problems = distrust(release, files, origin);
      if (problems.length > 0) throw new Error(problems.join("\n"));
      return { ...release, files };
    }),
  );
}

/** Applies them, and waits until the API server serves every one. */
export async function installDefinitions(server: ApiServer, names: readonly string[] = []): Promise<void> {
  const definitions = await upstreamDefinitions(names);
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
