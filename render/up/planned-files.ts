import { createHash } from "node:crypto";
import type { Host, HostFile } from "../../platform/hosts/host.ts";
import { fillSecrets } from "./fill-secrets.ts";
import type { FileState } from "./host-state.ts";
import { hasAccess } from "./host-state.ts";

/** A file with its secrets in place. */
export type PlannedFile = Required<HostFile>;

/** A file whose secrets are not all known. */
export interface WithheldFile {
  readonly path: string;
  readonly missing: readonly string[];
}

/**
 * Files of a host as they should lie there. What holds a secret that only a later step finds out is left out until then;
 * what misses another one is withheld, by name of its secret.
 */
export function planFiles(
  host: Pick<Host, "files" | "secrets">,
  secrets: ReadonlyMap<string, string>,
): { readonly planned: readonly PlannedFile[]; readonly withheld: readonly WithheldFile[] } {
  const planned: PlannedFile[] = [];
  const withheld: WithheldFile[] = [];
  for (const file of host.files) {
    const filled = fillSecrets(file.content, secrets);
    if ("text" in filled)
      planned.push({ owner: "root:root", mode: "0644", restarts: [], ...file, content: filled.text });
    else if (!filled.missing.every(name => comesLater(host, name))) withheld.push({ path: file.path, ...filled });
  }
  return { planned, withheld };
}

function comesLater({ secrets }: Pick<Host, "secrets">, name: string): boolean {
  return secrets.some(secret => secret.name === name && secret.origin === "later");
}

/** In what a file on a host differs from what it should be; undefined when it does not. */
export function difference(file: PlannedFile, state: FileState | undefined): string | undefined {
  if (state === undefined) return "is missing";
  if (state.kind !== "regular file") return `is a ${state.kind}`;
  if (state.sha256 !== createHash("sha256").update(file.content).digest("hex")) return "has another content";
  if (hasAccess(state, file)) return undefined;
  return `has mode ${state.mode} and owner ${state.owners.at(-1)}, and should have ${file.mode} and ${file.owner}`;
}
