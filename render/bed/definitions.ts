import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ApiServer } from "./api-server.ts";
import { kubectl } from "./kubectl.ts";

/** Folders and files of CRDs below `UPSTREAM_DIR`, by the component that brings them. */
const DEFINITIONS = {
  argocd: "argocd/manifests",
  longhorn: "longhorn/crds",
  traefik: "traefik/crds",
  "vault-secrets-operator": "vault-secrets-operator/crds",
} as const;

/**
 * Files with the CRDs of every component, of the pinned versions.
 *
 * @throws {Error} naming each folder that is missing
 */
export function definitionFiles(): string[] {
  const upstream = process.env.UPSTREAM_DIR;
  if (upstream === undefined) {
    throw new Error(
      "Cannot install the CRDs: UPSTREAM_DIR is not set, set it to a folder with the components' own files",
    );
  }
  const folders = Object.values(DEFINITIONS).map(path => join(upstream, path));
  const missing = folders.filter(folder => !existsSync(folder));
  if (missing.length > 0) throw new Error(`Cannot install the CRDs: there is no ${missing.join(", ")}`);
  return folders.flatMap(folder =>
    readdirSync(folder)
      .filter(file => /\.ya?ml$/.test(file) && !/install\.yaml$/.test(file))
      .map(file => join(folder, file)),
  );
}

/** Applies them, and waits until the API server serves every one. */
export async function installDefinitions(server: ApiServer): Promise<void> {
  const files = definitionFiles().map(file => `--filename=${file}`);
  const { status, stderr } = await kubectl(server, "apply", "--server-side", ...files);
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
