import { expect, test } from "vitest";
import { fixed, fromStack, type Keys, random, typed } from "../../platform/secrets/origin.ts";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import { newValues } from "./new-values.ts";
import type { Workshop } from "./workshop.ts";

const workshop = {} as Workshop;
const valuesOf = (keys: Keys) => newValues(sampleCluster, "shop/keys", keys, workshop);

test.each([
  ["hex", random(24), /^[0-9a-f]{48}$/],
  ["base64", random(32, { encoding: "base64" }), /^[A-Za-z0-9+/]{43}=$/],
])("newValues() makes random bytes in %s, others each time", async (_, origin, form) => {
  const [first, second] = await Promise.all([valuesOf({ key: origin }), valuesOf({ key: origin })]);
  expect(first.local.key).toMatch(form);
  expect(second.local.key).toMatch(form);
  expect(first.local.key).not.toBe(second.local.key);
});

test("newValues() takes a fixed value as it is", async () => {
  expect(await valuesOf({ username: fixed("argocd") })).toEqual({ local: { username: "argocd" }, shared: {} });
});

test.each([typed("a page shows it"), fromStack("google")])(
  "newValues() refuses what others bring: %j",
  async origin => {
    await expect(valuesOf({ key: origin })).rejects.toThrow("nothing makes it in place, this is a bug in render/");
  },
);
