import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import type { GiteaAccess } from "../../../platform/secrets/gitea-request.ts";
import { repositoryFolder } from "../../repository.ts";
import { appWorkflowNeeds } from "../../secrets/app-workflow-needs.ts";
import { loginKeyNeeds } from "../../secrets/login-key-needs.ts";
import { mergeTokenNeed } from "../../secrets/merge-token-need.ts";
import type { Workshop } from "../../secrets/workshop.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import type { AccountFolder } from "../process/in-pod.ts";
import type { Parts } from "../process/parts.ts";
import { startBucket } from "../servers/bucket.ts";
import type { Gitea } from "../servers/gitea.ts";
import { type GiteaFacts, giteaFacts, makeGiteaObjects } from "../servers/gitea-objects.ts";
import { commitAndPush } from "../servers/gitea-repositories.ts";
import { nobodysAccount } from "../servers/service-account.ts";
import { tofuStack } from "../servers/tofu-stack.ts";
import { startVault } from "../servers/vault.ts";
import { type OpenVault, openVault } from "../servers/vault-keys.ts";
import { startActionsBed } from "./actions-bed.ts";
import { untilSeen } from "./dispatched-run.ts";
import { objectsOf } from "./secrets-bed.ts";
import { copySource } from "./source-copy.ts";

/** Gitea with the lab's repositories and a runner, and Vault with what the stack makes there. */
export interface CiBed {
  readonly gitea: Gitea;
  /** The same Gitea, as its administrator asks it. */
  readonly administrator: GiteaAccess;
  readonly vault: OpenVault;
}

/** Programs beside those of every bed. */
export const CI_PROGRAMS = ["vault", "tofu", "terraform-provider-vault", "fake-gcs-server"] as const;

/**
 * Starts them, with the lab's own source and everything secret that workflows need. Whoever calls trusts the authority of
 * the lab's Gitea.
 *
 * @param trust is called with the file of the authority as soon as there is one
 */
export async function startCiBed(folder: string, parts: Parts, trust: (certificate: string) => void): Promise<CiBed> {
  const gitea = await startActionsBed(folder, parts);
  trust(gitea.certificate);
  const administrator = { url: gitea.url.replace(/\/$/, ""), token: gitea.token };
  const vault = await startStackedVault(folder, parts, nobodysAccount(folder, gitea.certificate));
  const facts = { ...giteaFacts(arcodange.name), vault_url: vault.url };
  await pushSource(folder, gitea, facts);
  await makeGiteaObjects(gitea.api, facts);
  await makeSecrets(administrator, vault);
  return { gitea, administrator, vault };
}

/** Vault with the settings of its pod, and what the stack makes in it. */
async function startStackedVault(folder: string, parts: Parts, account: AccountFolder): Promise<OpenVault> {
  const settings = objectsOf("vault").find(({ kind }) => kind === "ConfigMap") as unknown as Settings;
  const { url } = parts.add(await startVault(folder, settings.data["vault.hcl"], account));
  const open = await openVault(url);
  const bucket = parts.add(await startBucket(folder, arcodange.buckets.state));
  const stack = await tofuStack(folder, {
    cluster: arcodange.name,
    name: "vault",
    provider: { source: "hashicorp/vault", version: "3.3.1" },
    env: { ...bucket.env, VAULT_ADDR: open.url, VAULT_TOKEN: open.token },
    variables: { vault_url: open.url }, // workflows are told the same
  });
  await stack.apply();
  return open;
}

interface Settings {
  readonly data: { readonly "vault.hcl": string };
}

async function pushSource(folder: string, gitea: Gitea, { organisation, repository }: GiteaFacts): Promise<void> {
  const source = join(folder, "source");
  copySource(source);
  rmSync(join(source, ".gitea/workflows/check.yaml")); // takes minutes, and has a test of its own
  await commitAndPush(gitea, `${organisation}/${repository}`, source, "test: begin [skip ci]");
  await untilSeen(gitea, `${organisation}/${repository}`);
}

/** As `lab secrets make` makes them. */
async function makeSecrets(administrator: GiteaAccess, vault: OpenVault): Promise<void> {
  const nobody = () => Promise.reject(new Error("no secret of a workflow needs PostgreSQL"));
  const workshop: Workshop = { vault, gitea: async () => administrator, postgres: nobody };
  const lab = await declaredLab();
  for (const need of [...loginKeyNeeds(lab), ...appWorkflowNeeds(lab), mergeTokenNeed(lab.cluster)]) {
    await need.make(workshop, need.keys ?? {}, "missing");
  }
}

/** Copies into a folder what an app's repository gets of this one. */
export function copyTemplate(folder: string): void {
  cpSync(join(repositoryFolder, "platform/app-repository/.gitea"), join(folder, ".gitea"), { recursive: true });
}

/**
 * Puts before all else on PATH a program in place of buildah, which needs containers. It builds nothing; it writes down how
 * it was called, and asks the registry for the right to push with the login that it was given.
 *
 * @returns PATH, and the file that it writes
 */
export function standInForBuildah(folder: string): { readonly path: string; readonly record: string } {
  const programs = join(folder, "programs");
  const record = join(folder, "buildah");
  mkdirSync(programs);
  const file = join(programs, "buildah");
  writeFileSync(file, BUILDAH.replace("RECORD", record));
  chmodSync(file, 0o755);
  return { path: `${programs}${delimiter}${process.env.PATH}`, record };
}

const BUILDAH = `#!/bin/sh
set -eu
exec 3>> RECORD
echo "$*" >&3
case $1 in
  login) printf 'user = "%s:%s"\\n' "$3" "$(cat)" > "$REGISTRY_AUTH_FILE" ;;
  push)
    name=\${2#*/}
    address=https://\${2%%/*}/v2/\${name%:*}/blobs/uploads/
    status=$(curl --config "$REGISTRY_AUTH_FILE" --silent --output /dev/null --write-out "%{http_code}" -X POST "$address")
    echo "the registry answers $status" >&3
    ;;
esac
`;

/** What the stand-in has written down; it starts anew. */
export function takeRecord(record: string): string[] {
  const lines = readFileSync(record, "utf8").trim().split("\n");
  rmSync(record);
  return lines;
}
