import { expect, test } from "vitest";
import { objectsIn, only, sampleCluster } from "../testing/sample-instance.ts";
import { DatabaseCredentials } from "./database-credentials.ts";

const { spec } = only(
  objectsIn(
    chart =>
      new DatabaseCredentials(chart, "database", {
        cluster: sampleCluster,
        database: "shop-sandbox",
        secret: "database",
        login: "vault",
      }),
  ),
  "VaultDynamicSecret",
);

test("DatabaseCredentials reads the instance's own role, never the app's", () => {
  expect(spec).toMatchObject({ mount: "postgres", path: "creds/shop-sandbox", vaultAuthRef: "vault" });
});

test("DatabaseCredentials ends the user with the object, and renews it well before the lease ends", () => {
  expect(spec.revoke).toBe(true);
  expect(spec.renewalPercent).toBeLessThan(90);
});

test("DatabaseCredentials makes a Secret of just the six keys, without the raw answer of Vault", () => {
  expect(spec.destination).toMatchObject({ name: "database", create: true, transformation: { excludeRaw: true } });
  expect(Object.keys(spec.destination.transformation.templates).sort()).toEqual([
    "HOST",
    "NAME",
    "PASSWORD",
    "PORT",
    "URL",
    "USER",
  ]);
});

test("DatabaseCredentials names PostgreSQL by address and port, and the instance's database", () => {
  const { HOST, PORT, NAME, URL } = spec.destination.transformation.templates;
  expect([HOST.text, PORT.text, NAME.text]).toEqual(["192.168.1.12", "5433", "shop-sandbox"]);
  expect(URL.text).toMatch(/@192\.168\.1\.12:5433\/shop-sandbox$/);
});

test("DatabaseCredentials escapes user and password in the URL, and only there", () => {
  const { URL, USER, PASSWORD } = spec.destination.transformation.templates;
  expect(URL.text.match(/\{\{ get \.Secrets "\w+" \| urlquery \}\}/g)).toHaveLength(2);
  expect(`${USER.text} ${PASSWORD.text}`).not.toContain("urlquery");
});
