import { spawn } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { arcodange } from "../../clusters/arcodange/index.ts";
import { postgresAddress } from "../../platform/postgres.ts";
import { vaultLogsIn } from "../../platform/secrets/database-managers.ts";
import { giteaRequest } from "../../platform/secrets/gitea-request.ts";
import { changeSecret, type Values } from "../../platform/secrets/kv.ts";
import { vaultRequest } from "../../platform/secrets/vault-request.ts";
import { Parts } from "../bed/process/parts.ts";
import { authority } from "../bed/servers/authority.ts";
import { startBucket } from "../bed/servers/bucket.ts";
import { type Gitea, startGitea } from "../bed/servers/gitea.ts";
import { giteaFacts, makeGiteaObjects } from "../bed/servers/gitea-objects.ts";
import { type Postgres, startPostgres } from "../bed/servers/postgres.ts";
import { inDatabase, makePostgresObjects, postgresVariables } from "../bed/servers/postgres-objects.ts";
import { nobodysAccount } from "../bed/servers/service-account.ts";
import { type TofuStack, tofuStack } from "../bed/servers/tofu-stack.ts";
import { startVault } from "../bed/servers/vault.ts";
import { type OpenVault, openVault, unseal } from "../bed/servers/vault-keys.ts";
import { siteOf } from "../bed/site.ts";
import { renderedFolder, repositoryFolder } from "../repository.ts";

const { organisation } = arcodange.gitea;
const facts = { ...giteaFacts(arcodange.name), mirrors: {} }; // nothing is mirrored without the Internet
const databases = postgresVariables(arcodange.name);
const VAULT_URL = "http://127.0.0.1:8200";

/** Whatever `lab` printed, in all of these tests. */
const said: string[] = [];
/** Whatever was an argument of any process meanwhile. */
const called = new Set<string>();

const parts = new Parts();
const trusted = getCACertificates("default");
let folder: string;
let gitea: Gitea;
let postgres: Postgres;
let vault: OpenVault;
let stack: TofuStack;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bed-"));
  postgres = parts.add(
    await startPostgres(folder, { host: postgresAddress(arcodange), port: arcodange.postgres.port }),
  );
  const props = { postgres, authority: authority(join(folder, "authority")), site: siteOf(arcodange) };
  gitea = parts.add(await startGitea(folder, props));
  setDefaultCACertificates([...trusted, readFileSync(gitea.certificate, "utf8")]);
  await makeGiteaObjects(gitea.api, facts);
  await makePostgresObjects(postgres, databases);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  setDefaultCACertificates(trusted);
  await parts.stop();
  rmSync(folder, { recursive: true });
});

/** What OpenTofu makes in Vault, before it has any secret. */
async function vaultStack(): Promise<TofuStack> {
  const bucket = parts.add(await startBucket(folder, arcodange.buckets.state));
  return tofuStack(folder, {
    cluster: arcodange.name,
    name: "vault",
    provider: { source: "hashicorp/vault", version: "3.3.1" },
    env: {
      ...{ ...bucket.env, VAULT_ADDR: vault.url, VAULT_TOKEN: vault.token },
      TF_CLI_ARGS_apply: "-parallelism=1", // what Vault is asked while its audit begins fails, though it may have done it
    },
  });
}

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Circumstances {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  /** Ends it in the middle as soon as it has printed this. */
  readonly killAt?: string;
}

/** Runs `lab secrets` as its user does, who has every right unless the environment says something else. */
async function secrets(words: readonly string[], { input = "", env = {}, killAt }: Circumstances = {}): Promise<Run> {
  const child = spawn(process.execPath, [join(repositoryFolder, "render/lab.mjs"), "secrets", ...words], {
    env: {
      ...{ PATH: process.env.PATH, HOME: folder, NO_COLOR: "1", NODE_EXTRA_CA_CERTS: gitea.certificate },
      ...{ VAULT_ADDR: VAULT_URL, VAULT_TOKEN: vault?.token ?? "none" },
      ...{ LAB_GITEA_TOKEN: gitea.token, LAB_POSTGRES_SUPERUSER: postgres.password },
      ...env,
    },
  });
  const watch = setInterval(noteArguments, 50);
  child.stdout.on("data", chunk => {
    if (killAt !== undefined && String(chunk).includes(killAt)) child.kill("SIGTERM");
  });
  child.stdin.on("error", () => {}); // it may end before it has read anything
  child.stdin.end(input);
  const [status, stdout, stderr] = await Promise.all([
    new Promise<number | null>(resolve => child.once("close", resolve)),
    text(child.stdout),
    text(child.stderr),
  ]);
  clearInterval(watch);
  said.push(stdout, stderr);
  return { status, stdout, stderr };
}

function noteArguments(): void {
  for (const file of globSync("/proc/[0-9]*/cmdline")) {
    try {
      called.add(readFileSync(file, "utf8"));
    } catch {
      // it has ended
    }
  }
}

interface Listed {
  readonly path: string;
  readonly state: string;
  readonly keys: Readonly<Record<string, { readonly isPresent?: boolean }>>;
  readonly readers: readonly string[];
  readonly written?: string;
}

async function listed(): Promise<Map<string, Listed>> {
  const { stdout } = await secrets(["list", "--json"]);
  return new Map((JSON.parse(stdout) as Listed[]).map(secret => [secret.path, secret]));
}

async function valuesAt(path: string, mount = "kvv2"): Promise<Values> {
  const answer = await vaultRequest<{ data: { data: Values } }>(vault, "GET", `${mount}/data/${path}`);
  return answer?.data.data ?? {};
}

async function versionOf(path: string): Promise<number> {
  const answer = await vaultRequest<{ data: { current_version: number } }>(vault, "GET", `kvv2/metadata/${path}`);
  return answer?.data.current_version ?? 0;
}

interface LoginConfig {
  readonly jwt_validation_pubkeys: readonly string[];
  readonly bound_issuer: string;
}

async function loginConfig(app: string): Promise<LoginConfig> {
  const answer = await vaultRequest<{ data: LoginConfig }>(vault, "GET", `auth/gitea/${app}/config`);
  return (answer as { data: LoginConfig }).data;
}

describe("lab secrets before Vault can be asked", () => {
  const everything = /^\d+ secrets: \d+ unknown$/m;
  const alone = { LAB_GITEA_TOKEN: "" }; // nor can Gitea be asked

  test("lists what there is to be, says why it knows nothing of it, and ends with 2", async () => {
    const { status, stdout, stderr } = await secrets(["list"], { env: alone });
    expect({ status, stdout }).toEqual({ status: 2, stdout: expect.stringMatching(everything) });
    expect(stdout).toMatch(/^argocd\/oidc +unknown +read by argocd$/m);
    expect(stderr).toContain(`of Vault at ${VAULT_URL}: it cannot be reached (ECONNREFUSED)`);
  });

  test("lists it too where nobody says who asks", async () => {
    const { status, stdout, stderr } = await secrets(["list"], { env: { ...alone, VAULT_TOKEN: "" } });
    expect({ status, stdout }).toEqual({ status: 2, stdout: expect.stringMatching(everything) });
    expect(stderr).toContain('Cannot find secret "vault/token"');
  });

  test("asks no Vault of another cluster", async () => {
    const { status, stderr } = await secrets(["make"], { env: { VAULT_ADDR: "https://vault.rehearsal.lab" } });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("vault.rehearsal.lab") });
  });

  test("says that it is sealed, and makes nothing then", async () => {
    const { data } = parse(
      readFileSync(join(renderedFolder, arcodange.name, "vault", "configmap-vault-config.yaml"), "utf8"),
    ) as { data: Record<string, string> };
    vi.stubEnv("SSL_CERT_FILE", gitea.certificate); // so that Vault trusts Gitea
    parts.add(await startVault(folder, data["vault.hcl"] as string, nobodysAccount(folder, gitea.certificate)));
    vault = await openVault(VAULT_URL);
    await vaultRequest(vault, "PUT", "sys/seal");
    for (const words of [["list"], ["make", "redis/passwords"]]) {
      const { status, stderr } = await secrets(words, { env: alone });
      expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("it is sealed, unseal it") });
    }
    await unseal(vault);
  });

  test("says that the token is no good", async () => {
    const { status, stderr } = await secrets(["list"], { env: { ...alone, VAULT_TOKEN: "hvs.of-another-vault" } });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("it does not know the token") });
  });

  test("says which stack is to be applied first", async () => {
    const { status, stderr } = await secrets(["make", "redis/passwords"]);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining("lab tofu apply vault") });
    const set = await secrets(["set", "erp/smtp", "user"], { input: "erp" });
    expect(set).toMatchObject({ status: 2, stderr: expect.stringContaining("lab tofu apply vault") });
    stack = await vaultStack();
    await stack.apply();
  });
});

describe("lab secrets list", () => {
  test("finds everything absent in an empty Vault, and ends with 1", async () => {
    const { status, stdout, stderr } = await secrets(["list"]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    expect(stdout).toMatch(/^\d+ secrets: \d+ absent$/m);
  });
});

describe("lab secrets set", () => {
  test.each([
    [["redis/password", "default"], "x", 'Cannot find secret "redis/password": did you mean "redis/passwords"?'],
    [["redis/passwords", "defualt"], "x", 'Cannot set "defualt" of redis/passwords: nothing declares it, did you mean'],
    [["redis/passwords", "default"], "\n", 'the value of "default" is empty'],
    [["redis/passwords"], "", "there is nothing on the standard input"],
    [["auth/oidc/config", "oidc_client_id"], "x", "two servers must have it at once"],
    [["traefik/users", "users"], "ann:sesame", "line 1 is no name:hash"],
    [["erp/smtp", "password"], Buffer.from([0xff, 0xfe]), "the standard input is no text in UTF-8"],
    [["erp/smtp", "--cluster", "arcodang"], "x", 'Cannot find cluster "arcodang": did you mean "arcodange"?'],
  ])("refuses %j, which tells it %j", async (words, input, sentence) => {
    const { status, stdout, stderr } = await secrets(["set", ...words], { input });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(sentence);
    expect(await versionOf("redis/passwords")).toBe(0);
  });

  test("puts one key beside those that are there, to the letter but for one newline", async () => {
    await secrets(["set", "erp/smtp", "user"], { input: "erp\n" });
    const { status, stdout } = await secrets(["set", "erp/smtp", "password"], { input: "open sesame, please\n\n" });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "Set erp/smtp: password\n" });
    expect(await valuesAt("erp/smtp")).toEqual({ user: "erp", password: "open sesame, please\n" });
  });

  test("takes lines and JSON for several keys, and writes nothing that is there already", async () => {
    const version = await versionOf("erp/smtp");
    const input = "user=erp\nhost=smtp.example.org\n";
    expect(await secrets(["set", "erp/smtp"], { input })).toMatchObject({ stdout: "Set erp/smtp: user, host\n" });
    const json = JSON.stringify({ host: "smtp.example.org" });
    expect(await secrets(["set", "erp/smtp"], { input: json })).toMatchObject({
      status: 0,
      stdout: "erp/smtp had the same already: host\n",
    });
    expect(await versionOf("erp/smtp")).toBe(version + 1);
  });

  test("loses nothing when several people set other keys of one secret at once", async () => {
    const keys = ["one", "two", "three", "four"];
    const runs = await Promise.all(
      keys.map(key => secrets(["set", "erp-sandbox/smtp", key], { input: `value of ${key}` })),
    );
    expect(runs.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
    expect(Object.keys(await valuesAt("erp-sandbox/smtp")).sort()).toEqual(keys.sort());
  });

  test("changeSecret() lets each of many change what the others have written, from the first on", async () => {
    const keys = Array.from({ length: 8 }, (_, index) => `key-${index}`);
    for (const path of Array.from({ length: 10 }, (_, round) => `lab/race-${round}`)) {
      await Promise.all(keys.map(key => changeSecret(vault, path, values => ({ ...values, [key]: key }))));
      expect(Object.keys(await valuesAt(path)).sort()).toEqual(keys);
      expect(await versionOf(path)).toBe(keys.length);
    }
  });
});

describe("lab secrets make", () => {
  test("goes on after a kill, makes what needs nobody while Gitea refuses, and the rest when it no longer does", async () => {
    const killed = await secrets(["make"], { killAt: "made" });
    expect(killed.stdout).toMatch(/^made /m);
    expect(killed.stdout).not.toContain(" secrets: ");
    const refused = await secrets(["make"], { env: { LAB_GITEA_TOKEN: "of another Gitea" } });
    expect(refused.status).toBe(2);
    expect(refused.stderr).toMatch(/^failed +argocd\/oidc: .*it does not know the token/m);
    expect(Object.keys(await valuesAt("redis/passwords")).sort()).toEqual(["default", "exporter"]);

    const { status, stdout, stderr } = await secrets(["make"]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" }); // people and stacks still have to bring theirs
    expect(stdout).toMatch(/^made +argocd\/oidc: clientID, clientSecret$/m);
    expect(stdout).toMatch(
      /^awaited +cloudflared\/credentials credentials\.json: OpenTofu: lab tofu apply cloudflare$/m,
    );
    expect(stdout).toMatch(/^awaited +traefik\/duckdns token: a person: /m);
  });

  test("leaves nothing to be made", async () => {
    const missing = [...(await listed()).values()].flatMap(({ path, keys }) =>
      Object.entries(keys).flatMap(([key, { isPresent }]) => (isPresent ? [] : [`${path} ${key}`])),
    );
    expect(missing.sort()).toEqual([
      ...["alertmanager/receiver page", "alertmanager/receiver ticket", "alertmanager/users users"],
      ...["alertmanager/watchdog address", "argocd/server admin.password", "argocd/server admin.passwordMtime"],
      ...["cloudflared/credentials credentials.json", "longhorn/backup AWS_ACCESS_KEY_ID"],
      ...["longhorn/backup AWS_SECRET_ACCESS_KEY", "longhorn/users users", "prometheus/gitea token"],
      ...["prometheus/users users", "site/users users", "traefik/duckdns token", "traefik/users users"],
      ...["vault-snapshot/gcs service-account.json", "victoria-logs/users users"],
    ]);
  });

  test("run again, makes nothing and writes nothing", async () => {
    const paths = ["redis/passwords", "argocd/gitea", "argocd/oidc", "argocd/server", "pgbouncer/passwords"];
    const before = await Promise.all(paths.map(versionOf));
    const { status, stdout } = await secrets(["make"]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: expect.stringContaining(" secrets: 0 made, ") });
    expect(await Promise.all(paths.map(versionOf))).toEqual(before);
  });

  test("makes random values of the length and form that they are declared with", async () => {
    expect((await valuesAt("redis/passwords")).default).toMatch(/^[0-9a-f]{48}$/);
    expect((await valuesAt("plausible/keys")).TOTP_VAULT_KEY).toMatch(/^[A-Za-z0-9+/]{43}=$/);
  });

  test("gives programs tokens with which Gitea lets them do what they are for", async () => {
    const { username, token = "" } = await valuesAt("argocd/gitea");
    expect(username).toBe("argocd");
    const access = { url: gitea.url.replace(/\/$/, ""), token };
    expect(await giteaRequest(access, "GET", `repos/${organisation}/lab`)).toMatchObject({ name: "lab" });
    await expect(giteaRequest(access, "GET", "user")).rejects.toThrow("the token may not do that");
    expect(await valuesAt("erp/registry", "ci")).toMatchObject({ username: "ci", token: expect.any(String) });
  });

  test("lets Gitea sign what it tells Argo CD, once", async () => {
    const hooks = await gitea.api<{ config: { url: string } }[]>("GET", `/orgs/${organisation}/hooks`);
    expect(hooks.map(({ config }) => config.url)).toEqual(["https://argocd.arcodange.lab/api/webhook"]);
  });

  test("lets people sign in to Vault with Gitea", async () => {
    const answer = await vaultRequest<{ data: { auth_url: string } }>(vault, "POST", "auth/oidc/oidc/auth_url", {
      redirect_uri: "http://localhost:8250/oidc/callback",
    });
    expect(answer?.data.auth_url).toMatch(/^https:\/\/gitea\.arcodange\.lab\/login\/oauth\/authorize\?.*client_id=/);
  });

  test("gives the workflows of each app a key, of which Vault has the other half", async () => {
    for (const app of Object.keys(facts.ci)) {
      const { jwt_validation_pubkeys: keys, bound_issuer } = await loginConfig(app);
      expect(keys).toEqual([expect.stringContaining("BEGIN PUBLIC KEY")]);
      expect(bound_issuer).toBe(`https://gitea.arcodange.lab/${organisation}/${app}`);
      expect(await workflowSecrets(app)).toEqual(["VAULT_KEY"]);
    }
    expect(await workflowSecrets("lab")).toEqual(["BUMP_TOKEN"]);
  });

  test("lets PgBouncer look up users, and Vault make them", async () => {
    const { lookup = "" } = await valuesAt("pgbouncer/passwords");
    const access = { ...postgres, user: "pgbouncer", password: lookup };
    expect(await inDatabase(access, "postgres", sql => sql`SELECT session_user AS name`)).toMatchObject([
      { name: "pgbouncer" },
    ]);
    expect(await vaultLogsIn(vault, "erp")).toBe(true);
  });

  test("makes what was deleted anew, and one value when two people make it at once", async () => {
    await vaultRequest(vault, "DELETE", "kvv2/data/redis/passwords");
    expect((await listed()).get("redis/passwords")).toMatchObject({ state: "absent" });
    const version = await versionOf("redis/passwords");
    const runs = await Promise.all([1, 2].map(() => secrets(["make", "redis/passwords"])));
    expect(runs.map(({ status }) => status)).toEqual([0, 0]);
    expect(await versionOf("redis/passwords")).toBe(version + 1);
  });

  test("fills in the one key that is missing, and leaves the others", async () => {
    const { default: kept } = await valuesAt("redis/passwords");
    await changeSecret(vault, "redis/passwords", values => ({ default: values.default ?? "" }));
    expect((await listed()).get("redis/passwords")).toMatchObject({ state: "incomplete" });
    expect(await secrets(["make", "redis/passwords"])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^made +redis\/passwords: exporter$/m),
    });
    expect((await valuesAt("redis/passwords")).default).toBe(kept);
  });
});

describe("lab secrets rotate", () => {
  test("makes new values, and says which would do harm", async () => {
    const before = await valuesAt("plausible/keys");
    const { status, stdout } = await secrets(["rotate", "plausible/keys"]);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout:
        "Made plausible/keys anew: SECRET_KEY_BASE\n" +
        "Left TOTP_VAULT_KEY of plausible/keys alone: every second factor would have to be set up anew\n",
    });
    const after = await valuesAt("plausible/keys");
    expect(after.SECRET_KEY_BASE).not.toBe(before.SECRET_KEY_BASE);
    expect(after.TOTP_VAULT_KEY).toBe(before.TOTP_VAULT_KEY);
  });

  test("stops with 3 where every key would do harm, and with 2 where a person has to bring it", async () => {
    const before = await versionOf("grafana/admin");
    const danger = await secrets(["rotate", "grafana/admin"]);
    expect(danger).toMatchObject({
      status: 3,
      stdout: "",
      stderr: expect.stringContaining("a new value would do harm"),
    });
    expect(await versionOf("grafana/admin")).toBe(before);
    const brought = await secrets(["rotate", "traefik/duckdns"]);
    expect(brought).toMatchObject({ status: 2, stderr: expect.stringContaining("lab secrets set traefik/duckdns") });
  });

  test("replaces a token, of which the old one goes on until the next time", async () => {
    const tokens = [(await valuesAt("argocd/gitea")).token ?? ""];
    for (const _ of [1, 2]) {
      expect((await secrets(["rotate", "argocd/gitea"])).status).toBe(0);
      tokens.push((await valuesAt("argocd/gitea")).token ?? "");
    }
    const [first, second, third] = tokens.map(token =>
      giteaRequest({ url: gitea.url.replace(/\/$/, ""), token }, "GET", `repos/${organisation}/lab`),
    );
    await expect(first).rejects.toThrow("it does not know the token");
    await expect(second).resolves.toMatchObject({ name: "lab" });
    await expect(third).resolves.toMatchObject({ name: "lab" });
  });

  test("replaces the key of workflows on both sides, and the passwords of databases", async () => {
    const { jwt_validation_pubkeys: before } = await loginConfig("erp");
    for (const path of ["auth/gitea/erp/config", "postgres/config/erp", "pgbouncer/passwords", "auth/oidc/config"]) {
      expect(await secrets(["rotate", path])).toMatchObject({ status: 0, stderr: "" });
    }
    const { jwt_validation_pubkeys: after } = await loginConfig("erp");
    expect(after).toHaveLength(1);
    expect(after).not.toEqual(before);
    expect((await secrets(["list"])).stdout).toMatch(/^postgres\/config\/erp +present/m);
  });

  test("finishes the exchange of a key that was stopped in the middle", async () => {
    const { jwt_validation_pubkeys: keys, bound_issuer } = await loginConfig("erp");
    const two = { bound_issuer, jwt_validation_pubkeys: [...keys, ...keys] };
    await vaultRequest(vault, "POST", "auth/gitea/erp/config", two);
    expect((await listed()).get("auth/gitea/erp/config")).toMatchObject({ state: "absent" });
    expect(await secrets(["make", "auth/gitea/erp/config"])).toMatchObject({ status: 0 });
    expect((await loginConfig("erp")).jwt_validation_pubkeys).toHaveLength(1);
  });
});

test("OpenTofu has nothing to change after all that", async () => {
  expect(await stack.changes()).toEqual([]);
});

test("no value was ever printed, or an argument of a process", async () => {
  const paths = [...(await listed()).keys()].filter(path => path.split("/").length === 2);
  const values = await Promise.all(paths.map(path => valuesAt(path)));
  const known = values.flatMap(values => Object.values(values)).filter(value => value.length >= 16);
  expect(known.length).toBeGreaterThan(20);
  const everything = [...said, ...called].join("\n");
  expect(everything).toContain("redis/passwords");
  for (const value of [...known, vault.token, gitea.token, postgres.password]) expect(everything).not.toContain(value);
});

async function workflowSecrets(repository: string): Promise<string[]> {
  const path = `/repos/${organisation}/${repository}/actions/secrets`;
  return (await gitea.api<{ name: string }[]>("GET", path)).map(({ name }) => name);
}
