import { App, Chart } from "cdk8s";
import { describe, expect, test } from "vitest";
import { sampleCluster } from "../../testing/sample-instance.ts";
import { oidcConfig, PeoplesRights } from "./sign-in.ts";

describe("oidcConfig()", () => {
  test("names the issuer without a slash at its end, as Gitea does", () => {
    expect(oidcConfig(sampleCluster).issuer).toBe("https://git.home.lab");
  });

  test("holds no secret, but says where each is", () => {
    expect(oidcConfig(sampleCluster)).toMatchObject({
      clientID: "$argocd-oidc:clientID",
      clientSecret: "$argocd-oidc:clientSecret",
    });
  });

  test("trusts the lab's authority once that is known", () => {
    expect(oidcConfig(sampleCluster)).not.toHaveProperty("rootCA");
    const stepCa = { ...sampleCluster.stepCa, rootCertificate: "a certificate" };
    expect(oidcConfig({ ...sampleCluster, stepCa })).toMatchObject({ rootCA: "a certificate" });
  });
});

test("owners may do everything, members look, and nobody else sees anything", () => {
  const chart = new Chart(new App(), "argocd");
  new PeoplesRights(chart, "people", sampleCluster);
  expect(chart.toJson()).toMatchObject([
    {
      metadata: { name: "argocd-rbac-cm", labels: { "app.kubernetes.io/part-of": "argocd" } },
      data: {
        "policy.csv": "g, home-org:owners, role:admin\ng, home-org, role:readonly\n",
        "policy.default": "",
        scopes: "[groups]",
      },
    },
  ]);
});
