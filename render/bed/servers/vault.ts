import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { VAULT } from "../../../platform/components/vault/api.ts";
import { DATA_FOLDER } from "../../../platform/components/vault/settings.ts";
import { type AccountFolder, inPod } from "../process/in-pod.ts";
import { type Part, startPart } from "../process/part.ts";
import { program } from "../program/program.ts";

export interface Vault extends Part {
  /** Where it answers: `http://127.0.0.1:8200`. */
  readonly url: string;
  /** Takes all that it has stored, while it does not run. */
  empty(): void;
}

/**
 * Starts Vault with the settings of its pod, on their ports. Only its data lie elsewhere, in the folder.
 *
 * @param settings `vault.hcl` of its ConfigMap
 * @param account the service account of its pod, as which it asks the API server about tokens; absent: it has none
 */
export async function startVault(folder: string, settings: string, account?: AccountFolder): Promise<Vault> {
  const data = join(folder, "vault-data");
  mkdirSync(data, { recursive: true });
  const file = join(folder, "vault.hcl");
  writeFileSync(file, settings.replaceAll(`"${DATA_FOLDER}"`, `"${data}"`));
  const url = `http://127.0.0.1:${VAULT.port}`;
  const part = await startPart({
    name: "vault",
    program: account === undefined ? program("vault") : inPod(program("vault"), account),
    words: ["server", `-config=${file}`],
    folder,
    isReady: async () => (await fetch(`${url}/v1/sys/seal-status`)).ok,
  });
  const empty = () => {
    rmSync(data, { recursive: true });
    mkdirSync(data);
  };
  return Object.assign(part, { url, empty });
}
