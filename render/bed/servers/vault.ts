import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { VAULT } from "../../../platform/components/vault/api.ts";
import { DATA_FOLDER } from "../../../platform/components/vault/settings.ts";
import { type Part, startPart } from "../process/part.ts";
import { program } from "../program/program.ts";

export interface Vault extends Part {
  /** Where it answers: `http://127.0.0.1:8200`. */
  readonly url: string;
}

/**
 * Starts Vault with the settings of its pod, on their ports. Only its data lie elsewhere, in the folder.
 *
 * @param settings `vault.hcl` of its ConfigMap
 */
export async function startVault(folder: string, settings: string): Promise<Vault> {
  const data = join(folder, "vault-data");
  mkdirSync(data, { recursive: true });
  const file = join(folder, "vault.hcl");
  writeFileSync(file, settings.replaceAll(`"${DATA_FOLDER}"`, `"${data}"`));
  const url = `http://127.0.0.1:${VAULT.port}`;
  const part = await startPart({
    name: "vault",
    program: program("vault"),
    words: ["server", `-config=${file}`],
    folder,
    isReady: async () => (await fetch(`${url}/v1/sys/seal-status`)).ok,
  });
  return Object.assign(part, { url });
}
