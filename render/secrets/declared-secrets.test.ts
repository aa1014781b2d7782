import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { stackFolder } from "../../platform/naming.ts";
import { stacks } from "../../platform/tofu/index.ts";
import { repositoryFolder } from "../repository.ts";
import { declaredLab } from "../testing/declared-lab.ts";
import { declaredSecrets } from "./declared-secrets.ts";
import { needsOf } from "./needs.ts";

const secrets = declaredSecrets(await declaredLab());

describe("declaredSecrets()", () => {
  test("finds those of tools, of the platform and of every instance of an app", () => {
    const paths = secrets.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(["redis/passwords", "argocd/oidc", "erp/smtp", "erp-sandbox/smtp"]));
    expect(paths).toContain("prometheus/users"); // Traefik asks for a password before it
  });

  const written = secrets.flatMap(({ path, keys = {} }) =>
    Object.entries(keys).flatMap(([key, origin]) =>
      origin.from === "stack" ? [[path, key, origin.stack] as const] : [],
    ),
  );
  test.each(written)("%s has the key %s from a stack, %s, which is there and writes just that", (path, key, name) => {
    expect(stacks.map(stack => stack.name)).toContain(name);
    const folder = join(repositoryFolder, stackFolder(name));
    const files = readdirSync(folder).filter(file => file.endsWith(".tf"));
    const text = files.map(file => readFileSync(join(folder, file), "utf8")).join("\n");
    const [resource] = text.split(/^resource /m).filter(part => part.includes(`= "${path}"`));
    expect(resource).toMatch(/^"vault_kv_secret_v2"/);
    expect(resource).toMatch(new RegExp(`^ +"?${key.replaceAll(".", "\\.")}"? +=`, "m"));
  });
});

test("needsOf() lists each path once, with whoever reads it", async () => {
  const needs = needsOf(await declaredLab());
  const paths = needs.map(({ path }) => path);
  expect(paths).toEqual([...new Set(paths)].sort());
  expect(needs.filter(({ readers }) => readers.length === 0)).toEqual([]);
  const readers = Object.fromEntries(needs.map(need => [need.path, need.readers]));
  expect(readers).toMatchObject({
    "crowdsec/bouncer": ["crowdsec", "traefik"],
    "auth/gitea/erp/config": ["gitea_cicd_erp"],
    "postgres/config/erp-sandbox": ["erp-sandbox"],
  });
});
