import { describe, expect, test } from "vitest";
import { repositoryCredentials } from "./repository-credentials.ts";

const object = repositoryCredentials("lab", "https://git.home.lab/home-org/lab.git");
const { destination } = object.spec as {
  destination: {
    readonly labels: object;
    readonly transformation: { readonly templates: Readonly<Record<string, { readonly text: string }>> };
  };
};
const { templates } = destination.transformation;

describe("repositoryCredentials()", () => {
  test("makes a Secret that Argo CD finds by its label, named after the repository", () => {
    expect(object).toMatchObject({
      kind: "VaultStaticSecret",
      metadata: { name: "repository-lab", namespace: "argocd" },
    });
    expect(destination).toMatchObject({
      name: "repository-lab",
      create: true,
      labels: { "argocd.argoproj.io/secret-type": "repository" },
    });
  });

  test("takes over the Secret that was placed by hand before Vault existed", () => {
    expect(destination).toMatchObject({ overwrite: true });
  });

  test("keeps Argo CD from marking stale manifests as synced: no warming by webhook, and no depth", () => {
    expect(templates.webhookManifestCacheWarmDisabled?.text).toBe("true");
    expect(templates).not.toHaveProperty("depth");
  });

  test("takes the login from Vault and only the address from here", () => {
    expect(object.spec).toMatchObject({ path: "argocd/gitea", vaultAuthRef: "vault" });
    expect(templates.url?.text).toBe("https://git.home.lab/home-org/lab.git");
    expect(templates.username?.text).toBe('{{ get .Secrets "username" }}');
    expect(templates.password?.text).toBe('{{ get .Secrets "token" }}');
    expect(destination).toMatchObject({ transformation: { excludeRaw: true } });
  });
});
