import { expect, test } from "vitest";
import { random } from "../../platform/secrets/origin.ts";
import { declaredLab, withEdit, withUnits } from "../testing/declared-lab.ts";
import { edit } from "./edits/secrets-declared.ts";
import type { Lab } from "./rule.ts";
import { secretsDeclared } from "./secrets-declared.ts";

/** The lab, in which a component declares other secrets than it does. */
function declaring(lab: Lab, name: string, secrets: Readonly<Record<string, object>>): Lab {
  const units = lab.units.map(unit =>
    unit.name === name && unit.component
      ? { ...unit, component: { ...unit.component, secrets: () => secrets as never } }
      : unit,
  );
  return withUnits(lab, units);
}

test("secretsDeclared accepts the declared lab", async () => {
  expect(secretsDeclared.check(await declaredLab())).toEqual([]);
});

test("secretsDeclared names a key that a template takes and nothing declares", async () => {
  expect(secretsDeclared.check(edit(await declaredLab()))).toMatchObject([
    {
      unit: "redis",
      object: "VaultStaticSecret/redis-users",
      field: "spec.destination.transformation.templates[users.acl]",
      problem: 'the secret "redis/passwords" has no key "standard"',
      file: "platform/components/redis/index.ts",
    },
  ]);
});

test("secretsDeclared names a key that a pod takes into its environment", async () => {
  const lab = withEdit(await declaredLab(), "clickhouse/Deployment/clickhouse", ({ spec }) => {
    spec.template.spec.containers[0].env[1].valueFrom.secretKeyRef.key = "pasword";
  });
  expect(secretsDeclared.check(lab)).toMatchObject([
    {
      object: "Deployment/clickhouse",
      field: "spec.template.spec.containers[clickhouse].env[PLAUSIBLE_PASSWORD].valueFrom.secretKeyRef",
      problem: 'the secret "clickhouse/plausible" has no key "pasword"',
      remedy: 'write "password", or add it to secrets',
    },
  ]);
});

test("secretsDeclared names a key that a pod takes as a file", async () => {
  const lab = withEdit(await declaredLab(), "traefik/Deployment/traefik", ({ spec }) => {
    const volume = spec.template.spec.volumes.find(({ name }: { name: string }) => name === "duckdns");
    volume.secret.items[0].key = "key";
  });
  expect(secretsDeclared.check(lab)).toMatchObject([
    {
      field: "spec.template.spec.volumes[duckdns].secret.items[key]",
      problem: expect.stringContaining('no key "key"'),
    },
  ]);
});

test("secretsDeclared names a path that an object reads and nothing declares, and the one that is read no more", async () => {
  const lab = withEdit(await declaredLab(), "cloudflared/VaultStaticSecret/cloudflared-credentials", ({ spec }) => {
    spec.path = "cloudflared/credential";
  });
  expect(secretsDeclared.check(lab)).toMatchObject([
    { unit: "cloudflared", field: "secrets", problem: 'nothing reads "cloudflared/credentials"' },
    {
      object: "VaultStaticSecret/cloudflared-credentials",
      field: "spec.path",
      problem: 'nothing declares the secret "cloudflared/credential"',
      remedy: 'write "cloudflared/credentials", the nearest one, or add it to secrets',
    },
  ]);
});

test("secretsDeclared names a path that two components declare", async () => {
  const lab = declaring(await declaredLab(), "vlagent", { "redis/passwords": { default: random(24) } });
  expect(secretsDeclared.check(lab)).toMatchObject([
    { unit: "vlagent", field: "secrets", problem: '"redis/passwords" is declared by redis as well' },
  ]);
});

test("secretsDeclared leaves the keys of an app's own secret to the app", async () => {
  const lab = withEdit(await declaredLab(), "erp/Deployment/erp", ({ spec }) => {
    const from = { name: "PASSWORD", valueFrom: { secretKeyRef: { name: "smtp", key: "whatever" } } };
    spec.template.spec.containers[0].env = [from];
  });
  expect(secretsDeclared.check(lab)).toEqual([]);
});
