import { ARGOCD_NAMESPACE } from "../../../platform/components/argocd/namespace.ts";
import {
  REPOSITORY_LABEL,
  repositoryFields,
  repositorySecret,
} from "../../../platform/components/argocd/repository-credentials.ts";
import { VAULT } from "../../../platform/components/vault/api.ts";
import { KMS_SECRET } from "../../../platform/components/vault/server.ts";
import { KMS_CREDENTIALS } from "../../../platform/components/vault/settings.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { newToken } from "../../../platform/secrets/gitea-accounts.ts";
import { secret } from "../../../platform/secrets/source.ts";
import type { LabAt } from "../lab-at.ts";
import type { Step } from "../step.ts";
import { applyObjects } from "./apply-objects.ts";
import { giteaAdministrator } from "./gitea-administrator.ts";
import { renderedObjects } from "./rendered-objects.ts";

/**
 * The Secrets without which nothing could begin, for Vault, which brings all others, comes out of what they let in: one for
 * each repository that Argo CD reads; and where a cloud unseals Vault, by what it asks that cloud. One that is there stays,
 * whoever made it.
 *
 * Others can wait: Argo CD makes up its own keys and the password of its cache, and whatever else lacks a Secret starts
 * when it comes.
 */
export const bootstrapSecrets: Step<LabAt> = {
  name: "bootstrap-secrets",
  does: "brings the Secrets that must be there before Vault",
  limitSeconds: 120,
  undo: "nothing: Vault's take their place",
  async check(on) {
    const missing = await missingSecrets(on);
    return missing.map(({ name, namespace }) => `Secret "${name}" in namespace "${namespace}" is not there`);
  },
  async do(on) {
    const missing = await missingSecrets(on);
    await applyObjects(on.kubectl, namespacesOf(on, missing));
    let token: Promise<string> | undefined;
    const readerToken = () => {
      token ??= newToken(giteaAdministrator(on), READER.account, READER.token, ["read:repository"]);
      return token;
    };
    await applyObjects(on.kubectl, await Promise.all(missing.map(({ make }) => make(readerToken))));
  },
};

/** A Secret of the few, and how it is made. */
interface Bootstrap {
  readonly name: string;
  readonly namespace: string;
  /** @param readerToken the one token by which Argo CD reads every repository */
  readonly make: (readerToken: () => Promise<string>) => Promise<KubeObject>;
}

async function missingSecrets(on: LabAt): Promise<Bootstrap[]> {
  const columns = "custom-columns=:metadata.namespace,:metadata.name";
  const said = await on.kubectl(["get", "secrets", "--all-namespaces", "--no-headers", `--output=${columns}`]);
  const present = said.split("\n").map(line => line.trim().split(/\s+/).join("/"));
  return bootstrapsOf(on).filter(({ namespace, name }) => !present.includes(`${namespace}/${name}`));
}

function bootstrapsOf({ cluster }: LabAt): Bootstrap[] {
  const repositories = renderedObjects(cluster.name, "argocd").filter(isRepository).map(repositoryBootstrap);
  return cluster.vault.unseal === "kms" ? [...repositories, kmsBootstrap] : repositories;
}

/** Those of the namespaces that other units bring later, as they bring them. */
function namespacesOf({ cluster }: LabAt, secrets: readonly Bootstrap[]): KubeObject[] {
  const wanted = new Set(secrets.map(({ namespace }) => namespace));
  return ["argocd", "foundation"]
    .flatMap(unit => renderedObjects(cluster.name, unit))
    .filter(({ kind, metadata }) => kind === "Namespace" && wanted.has(metadata.name));
}

function isRepository({ kind, metadata }: KubeObject): boolean {
  return kind === "VaultStaticSecret" && metadata.name.startsWith(repositorySecret(""));
}

/** Account in Gitea by which Argo CD reads, and what `lab secrets make` calls the token that takes this one's place. */
const READER = { account: "argocd", token: "lab argocd/gitea token" } as const;

/** What Argo CD knows of one repository, until Vault's operator makes it. */
function repositoryBootstrap(object: KubeObject): Bootstrap {
  const { name } = object.metadata;
  return {
    name,
    namespace: ARGOCD_NAMESPACE,
    async make(readerToken) {
      const fields = repositoryFields(urlIn(object), READER.account, await readerToken());
      return secretOf(name, ARGOCD_NAMESPACE, fields, { [REPOSITORY_LABEL]: "repository" });
    },
  };
}

function urlIn({ spec }: KubeObject): string {
  const { destination } = spec as { destination: { transformation: { templates: { url: { text: string } } } } };
  return destination.transformation.templates.url.text;
}

/** The key of a Google account that may use the key by which Vault is unsealed; Vault cannot bring it to itself. */
const kmsBootstrap: Bootstrap = {
  name: KMS_SECRET,
  namespace: VAULT.namespace,
  async make() {
    return secretOf(KMS_SECRET, VAULT.namespace, { [KMS_CREDENTIALS]: await secret("vault/kms-credentials") });
  },
};

function secretOf(
  name: string,
  namespace: string,
  stringData: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>> = {},
): KubeObject {
  return { apiVersion: "v1", kind: "Secret", metadata: { name, namespace, labels }, stringData };
}
