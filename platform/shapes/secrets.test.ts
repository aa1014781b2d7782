import { expect, test } from "vitest";
import { objectsIn, only } from "../testing/sample-instance.ts";
import { Secrets } from "./secrets.ts";

const objects = objectsIn(
  chart =>
    new Secrets(chart, "secrets", {
      owner: "shop-sandbox",
      login: "vault",
      secrets: { smtp: "smtp", "api-key": "api-key" },
    }),
);

test("Secrets makes one Secret for each name, from below the instance's own prefix", () => {
  expect(objects).toHaveLength(2);
  for (const name of ["smtp", "api-key"]) {
    expect(only(objects, "VaultStaticSecret", name).spec).toMatchObject({
      mount: "kvv2",
      type: "kv-v2",
      path: `shop-sandbox/${name}`,
      vaultAuthRef: "vault",
      destination: { name, create: true },
    });
  }
});

test("Secrets renders no value: no object of it is a Secret, or has data", () => {
  for (const object of objects) {
    expect(object.kind).not.toBe("Secret");
    expect(object).not.toHaveProperty("data");
    expect(object).not.toHaveProperty("stringData");
  }
});
