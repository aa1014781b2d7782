import { expect, test } from "vitest";
import { clusters } from "../clusters/index.ts";
import type { Cluster } from "../clusters/lab.ts";
import { coordinates, instanceName, ownerRole, publicHostname, repositoryUrl } from "./naming.ts";

const [arcodange, rehearsal] = clusters as [Cluster, Cluster];

test("coordinates() are those of the naming table for erp in production", () => {
  expect(coordinates(arcodange, "erp", "prod")).toEqual({
    "Gitea repository": "arcodange-org/erp",
    "CI role in Vault": "gitea_cicd_erp",
    "OpenTofu state prefix": "erp",
    "Argo CD Application": "erp",
    namespace: "erp",
    "Vault policy, Kubernetes-auth role, KV prefix": "erp",
    "PostgreSQL database": "erp",
    "PostgreSQL owner role": "erp_role",
    "host name": "erp.arcodange.lab",
  });
});

test("coordinates() per app stay, and those per instance take the suffix, for erp in sandbox", () => {
  expect(coordinates(arcodange, "erp", "sandbox")).toEqual({
    "Gitea repository": "arcodange-org/erp",
    "CI role in Vault": "gitea_cicd_erp",
    "OpenTofu state prefix": "erp",
    "Argo CD Application": "erp-sandbox",
    namespace: "erp-sandbox",
    "Vault policy, Kubernetes-auth role, KV prefix": "erp-sandbox",
    "PostgreSQL database": "erp-sandbox",
    "PostgreSQL owner role": "erp_sandbox_role",
    "host name": "erp-sandbox.arcodange.lab",
  });
});

test("coordinates() repeat without a suffix on a cluster that is like production", () => {
  const { "host name": host, ...rest } = coordinates(rehearsal, "erp", "prod");
  const { "host name": _, ...same } = coordinates(arcodange, "erp", "prod");
  expect(rest).toEqual(same);
  expect(host).toBe("erp.rehearsal.lab");
});

test("instanceName() is silent about prod and about nothing else", () => {
  expect(instanceName("erp", "prod")).toBe("erp");
  expect(instanceName("erp", "production")).toBe("erp-production");
});

test("ownerRole() turns every hyphen into an underscore", () => {
  expect(ownerRole("web-shop-sandbox")).toBe("web_shop_sandbox_role");
});

test("publicHostname() is the zone itself for @", () => {
  expect(publicHostname("@", "arcodange.fr")).toBe("arcodange.fr");
  expect(publicHostname("www", "arcodange.fr")).toBe("www.arcodange.fr");
});

test("repositoryUrl() uses the one name that Gitea has", () => {
  expect(repositoryUrl(arcodange, "lab")).toBe("https://gitea.arcodange.lab/arcodange-org/lab.git");
});
