import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { variablesFile } from "../../../platform/naming.ts";
import { type VaultAccess, vaultRequest } from "../../../platform/secrets/vault-request.ts";
import { repositoryFolder } from "../../repository.ts";
import { committedObjects } from "../../testing/committed-objects.ts";
import { apply } from "../servers/kubectl.ts";
import { accountToken } from "../servers/service-account.ts";
import { type SecretsBed, startSecretsBed } from "./secrets-bed.ts";

const LIFETIME_SECONDS = 600;

/** Whoever may log in to Vault, as the committed variables have it. */
interface Variables {
  readonly readers: Readonly<Record<string, { readonly namespace: string; readonly service_account: string }>>;
  readonly databases: Readonly<Record<string, unknown>>;
  readonly ci: Readonly<Record<string, unknown>>;
}

const variables = JSON.parse(
  readFileSync(join(repositoryFolder, variablesFile(arcodange.name, "vault")), "utf8"),
) as Variables;
const roles = Object.keys(variables.readers);
const objects = committedObjects(arcodange.name).map(({ object }) => object);

/** Vault answers 403, and does not say why. */
const REFUSED = "the token may not do that";

let bed: SecretsBed;

describe("between those who log in to Vault stand walls", () => {
  beforeAll(async () => {
    bed = await startSecretsBed(LIFETIME_SECONDS);
    await apply(bed.plane.server, ofKind("Namespace"));
    await apply(bed.plane.server, ofKind("ServiceAccount"));
    for (const path of secretPaths()) await vaultRequest(bed.open, "POST", path, { data: { value: path } });
  });
  afterAll(() => bed?.stop());

  test("each reads what its own objects name, and nothing of anybody else's", async () => {
    const paths = [...secretPaths(), ...Object.keys(variables.databases).map(name => `postgres/creds/${name}`)];
    const matrix: string[] = [];
    for (const role of roles) {
      const access = await login(role);
      const answers = await Promise.all(paths.map(async path => ({ path, allowed: await reads(access, path) })));
      const found = answers.filter(({ allowed }) => allowed).map(({ path }) => path);
      matrix.push(`${role.padEnd(24)} ${answers.map(({ allowed }) => (allowed ? "x" : "·")).join("")}`);
      expect(found.sort(), role).toEqual(pathsNamedFor(role));
    }
    console.log([`${roles.length} identities, ${paths.length} paths`, ...matrix].join("\n"));
  });

  test.each(["sys/mounts", "sys/policies/acl", "kvv2/metadata?list=true", "kvv2/metadata/erp?list=true", "sys/auth"])(
    "nobody sees %s",
    async path => {
      for (const role of roles) expect(await reads(await login(role), path), role).toBe(false);
    },
  );

  test("nobody writes what it reads", async () => {
    const erp = await login("erp");
    const writing = vaultRequest(erp, "POST", "kvv2/data/erp/smtp", { data: { value: "mine" } });
    await expect(writing).rejects.toThrow(REFUSED);
  });

  test("a service account of the same name in another namespace gets nothing", async () => {
    const twin = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "erp", namespace: "webapp" } };
    await apply(bed.plane.server, [twin]);
    await expect(loginAs("erp", "webapp", "erp")).rejects.toThrow(REFUSED);
  });

  test("another service account of the same namespace gets nothing", async () => {
    await expect(loginAs("grafana", "tools", "prometheus")).rejects.toThrow(REFUSED);
  });

  test("a token that was not made for Vault opens nothing", async () => {
    await expect(loginAs("erp", "erp", "erp", "https://kubernetes.default.svc.cluster.local")).rejects.toThrow(REFUSED);
  });

  test("a token that the API server has not signed opens nothing", async () => {
    const [header, claims] = (await accountToken(bed.plane.server, "erp", "erp", "vault")).split(".");
    const forged = `${header}.${claims}.${Buffer.from("forged").toString("base64url")}`;
    const body = { role: "erp", jwt: forged };
    const attempt = vaultRequest({ url: bed.open.url, token: "" }, "POST", "auth/kubernetes/login", body);
    await expect(attempt).rejects.toThrow(REFUSED);
  });
});

function ofKind(kind: string): KubeObject[] {
  return objects.filter(object => object.kind === kind);
}

interface SecretSpec {
  readonly vaultAuthRef: string;
  readonly path: string;
  readonly mount: string;
}

/** Every static secret of the lab and of its workflows, as a path of the API. */
function secretPaths(): string[] {
  const named = ofKind("VaultStaticSecret").map(pathOf);
  return [...new Set([...named, ...Object.keys(variables.ci).map(app => `ci/data/${app}/registry`)])].sort();
}

function pathOf({ kind, spec }: KubeObject): string {
  const { mount, path } = spec as unknown as SecretSpec;
  return kind === "VaultStaticSecret" ? `${mount}/data/${path}` : `${mount}/${path}`;
}

/** Paths that the objects with this login name. */
function pathsNamedFor(role: string): string[] {
  const logins = ofKind("VaultAuth").filter(
    ({ spec }) => (spec as unknown as { kubernetes: { role: string } }).kubernetes.role === role,
  );
  const names = logins.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  const users = [...ofKind("VaultStaticSecret"), ...ofKind("VaultDynamicSecret")].filter(({ metadata, spec }) =>
    names.includes(`${metadata.namespace}/${(spec as unknown as SecretSpec).vaultAuthRef}`),
  );
  return [...new Set(users.map(pathOf))].sort();
}

async function login(role: string): Promise<VaultAccess> {
  const { namespace, service_account } = variables.readers[role] as Variables["readers"][string];
  return loginAs(role, namespace, service_account);
}

async function loginAs(role: string, namespace: string, account: string, audience = "vault"): Promise<VaultAccess> {
  const jwt = await accountToken(bed.plane.server, namespace, account, audience);
  const nobody = { url: bed.open.url, token: "" };
  const answer = await vaultRequest<{ auth: { client_token: string } }>(nobody, "POST", "auth/kubernetes/login", {
    role,
    jwt,
  });
  return { url: bed.open.url, token: answer?.auth.client_token ?? "" };
}

/** Whether it is given what lies there; a refusal of any other kind fails the test. */
async function reads(access: VaultAccess, path: string): Promise<boolean> {
  const { status } = await fetch(`${access.url}/v1/${path}`, { headers: { "X-Vault-Token": access.token } });
  expect([200, 403], path).toContain(status);
  return status === 200;
}
