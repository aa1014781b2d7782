import { expect, test } from "vitest";
import { needsOf } from "../../secrets/needs.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { secretOriginsOf } from "./secret-origins.ts";

test("secretOriginsOf() has everything that lab secrets knows, each app of what is alike", async () => {
  const lab = await declaredLab();
  const told = secretOriginsOf(lab).flatMap(({ path, apps }) =>
    apps.length === 0 ? path : apps.map(app => path.replace("<app>", app)),
  );
  expect(told.sort()).toEqual(
    needsOf(lab)
      .map(({ path }) => path)
      .sort(),
  );
});

test("secretOriginsOf() tells once what is alike but for the name", async () => {
  const origins = secretOriginsOf(await declaredLab());
  expect(origins.find(({ path }) => path === "postgres/config/<app>")).toEqual({
    path: "postgres/config/<app>",
    keys: [{ key: "password", words: "shared with PostgreSQL: password of vault_<app>" }],
    apps: ["erp", "erp-sandbox", "webapp"],
  });
});
