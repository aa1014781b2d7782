import { Size } from "cdk8s";
import { describe, expect, test } from "vitest";
import type { Instance } from "../../platform/instance.ts";
import { sampleInstance } from "../../platform/testing/sample-instance.ts";
import { coordinatesOf } from "./coordinates.ts";

const rows = (changes: Partial<Instance> = {}) =>
  new Map(coordinatesOf(sampleInstance(changes)).map(({ name, value, from }) => [name, { value, from }]));
const asking = {
  publicHosts: ["example.org", "www.example.org"],
  database: true,
  secrets: ["smtp", "api"],
  volumes: { documents: Size.gibibytes(5) },
};

describe("coordinatesOf()", () => {
  test.each([
    ["Gitea repository", "home-org/shop"],
    ["CI role in Vault", "gitea_cicd_shop"],
    ["Argo CD Application", "shop-sandbox"],
    ["namespace", "shop-sandbox"],
    ["PostgreSQL owner role", "shop_sandbox_role"],
    ["host name", "shop-sandbox.home.lab"],
    ["image", "git.home.lab/home-org/shop:1.0.0"],
    ["public hosts", "example.org, www.example.org"],
    ["database credentials", "192.168.1.12:5433, creds/shop-sandbox"],
    ["secrets in Vault", "shop-sandbox/smtp, shop-sandbox/api"],
    ["volumes", "documents 5Gi on replicated"],
  ])("say of %s: %s", (name, value) => {
    expect(rows(asking).get(name)?.value).toBe(value);
  });

  test("have the same rows for an instance that asks for nothing, and say so", () => {
    expect([...rows().keys()]).toEqual([...rows(asking).keys()]);
    for (const name of ["public hosts", "database credentials", "secrets in Vault", "volumes"]) {
      expect(rows().get(name)?.value).toBe("none");
    }
  });

  test("name for each the files to edit, and the fields of them", () => {
    expect(rows().get("namespace")?.from).toBe("apps/shop.ts (name)");
    expect(rows().get("Gitea repository")?.from).toBe(
      "apps/shop.ts (name), clusters/home/index.ts (gitea.organisation)",
    );
    expect(rows().get("host name")?.from).toBe("apps/shop.ts (name), clusters/home/index.ts (domain)");
    expect(rows().get("image")?.from).toBe("apps/shop.ts (image), clusters/home/images.yaml");
    for (const [, { from }] of rows()) expect(from).toContain("apps/shop.ts");
  });
});
