import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { LOOKUP_ROLE, pgbouncerIni } from "../../components/pgbouncer/settings.ts";
import { postgresStack } from "./stack.ts";

const text = (file: string) => readFileSync(new URL(file, import.meta.url), "utf8");

describe("the stack postgres", () => {
  test("makes the role and the function that PgBouncer is told to use", () => {
    expect(pgbouncerIni(arcodange)).toContain(`FROM ${LOOKUP_ROLE}.user_lookup($1)`);
    expect(text("pooler.tf")).toMatch(/resource "postgresql_function" "user_lookup" {[^}]*name += "user_lookup"/);
    expect(text("pooler.tf")).toMatch(
      new RegExp(`resource "postgresql_role" "pgbouncer" {[^}]*name += "${LOOKUP_ROLE}"\n`),
    );
  });

  test("makes nothing for a pooler where there is none", () => {
    const declared = { instances: [], components: [] };
    expect(postgresStack.variables({ cluster: arcodange, declared, objects: [] })).toMatchObject({ pooler: false });
    const counted = text("pooler.tf").match(/count = var\.pooler \? 1 : 0/g);
    expect(counted).toHaveLength(text("pooler.tf").match(/^resource /gm)?.length ?? 0);
  });
});
