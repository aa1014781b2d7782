import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { arcodange } from "../../clusters/arcodange/index.ts";
import type { Cluster } from "../../clusters/lab.ts";
import type { HostFile } from "../../platform/hosts/host.ts";
import { hostsOf } from "../../platform/hosts/host-of.ts";
import { STEP_CA_PORT } from "../../platform/hosts/host-ports.ts";
import { runnersOf } from "../../platform/hosts/parts/runners.ts";
import { addressOf } from "../../platform/hosts/static-names.ts";
import { postgresAddress } from "../../platform/postgres.ts";
import { giteaRequest } from "../../platform/secrets/gitea-request.ts";
import { type VaultAccess, vaultRequest } from "../../platform/secrets/vault-request.ts";
import { restoreVault } from "../backup/restore-vault.ts";
import { type ControlPlane, startControlPlane } from "../bed/control-plane.ts";
import { trustedDefinitions } from "../bed/definitions.ts";
import { eventually } from "../bed/eventually.ts";
import { Parts } from "../bed/process/parts.ts";
import { type Program, program } from "../bed/program/program.ts";
import { authority } from "../bed/servers/authority.ts";
import { startBucket } from "../bed/servers/bucket.ts";
import { type Gitea, startGitea } from "../bed/servers/gitea.ts";
import { giteaFacts, makeGiteaObjects } from "../bed/servers/gitea-objects.ts";
import { demand, kubectlWith } from "../bed/servers/kubectl.ts";
import { type Postgres, startPostgres } from "../bed/servers/postgres.ts";
import { makePostgresObjects, postgresVariables } from "../bed/servers/postgres-objects.ts";
import { nobodysAccount } from "../bed/servers/service-account.ts";
import { tofuStack, VAULT_PROVIDER } from "../bed/servers/tofu-stack.ts";
import { startVault, type Vault } from "../bed/servers/vault.ts";
import { siteOf } from "../bed/site.ts";
import { applyAll, objectsOf, vaultSettings } from "../bed/tests/secrets-bed.ts";
import type { Kubectl } from "../remote/kubectl.ts";
import { type Remote, RemoteFailure } from "../remote/remote.ts";
import { localRemote } from "../remote/testing/local-remote.ts";
import { Danger } from "./danger.ts";
import type { HostAt } from "./host-at.ts";
import { gatherSecrets } from "./kept-secrets.ts";
import { argocd } from "./lab/argocd.ts";
import { backupKey } from "./lab/backup-key.ts";
import { bootstrapSecrets } from "./lab/bootstrap-secrets.ts";
import { converged } from "./lab/converged.ts";
import { crds } from "./lab/crds.ts";
import { firstToken } from "./lab/first-token.ts";
import { giteaAccount, makeAdministrator } from "./lab/gitea-account.ts";
import { ADMINISTRATOR, giteaAdministrator } from "./lab/gitea-administrator.ts";
import { owner } from "./lab/owner.ts";
import { pushFrom } from "./lab/push.ts";
import { registryLogin } from "./lab/registry-login.ts";
import { isBuiltIn } from "./lab/rendered-objects.ts";
import { root } from "./lab/root.ts";
import { rootCertificate } from "./lab/root-certificate.ts";
import { registrationToken } from "./lab/runners.ts";
import { awaitedSecrets, secrets } from "./lab/secrets.ts";
import { stackStep } from "./lab/stack-step.ts";
import { vault } from "./lab/vault.ts";
import type { LabAt } from "./lab-at.ts";
import type { Step } from "./step.ts";

const GITEA_HOST = arcodange.gitea.node;
const { organisation, repository } = arcodange.gitea;

const parts = new Parts();
const trusted = getCACertificates("default");
/** Whatever the steps have said. */
const said: string[] = [];
let folder: string;
let plane: ControlPlane;
let postgres: Postgres;
let gitea: Gitea;
let vaultServer: Vault;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bed-"));
  vi.stubEnv("XDG_CACHE_HOME", join(folder, "cache"));
  vi.stubEnv("LAB_KEYS_COMMAND", "");
  await trustedDefinitions(); // into the cache, from UPSTREAM_DIR
  plane = await startControlPlane(folder, arcodange, parts);
  postgres = parts.add(
    await startPostgres(folder, { host: postgresAddress(arcodange), port: arcodange.postgres.port }),
  );
  const props = { postgres, authority: authority(join(folder, "authority")), site: siteOf(arcodange) };
  gitea = parts.add(await startGitea(folder, props));
  setDefaultCACertificates([...trusted, readFileSync(gitea.certificate, "utf8")]);
  vi.stubEnv("GIT_SSL_CAINFO", gitea.certificate);
  vi.stubEnv("SSL_CERT_FILE", gitea.certificate);
  await makeGiteaObjects(gitea.api, { ...giteaFacts(arcodange.name), mirrors: {} });
});

afterAll(async () => {
  vi.unstubAllEnvs();
  setDefaultCACertificates(trusted);
  await parts.stop();
  rmSync(folder, { recursive: true });
});

const placesOfHosts = () => ({ "/etc/lab/secrets": join(folder, "secrets"), "/var/lib/lab": join(folder, "state") });

/** This machine in place of every host; what a host keeps lies in the test's folder, and Vault's pod answers where it runs. */
function remote(folders: Readonly<Record<string, string>> = {}): Remote {
  return {
    ...localRemote({ folders: { ...placesOfHosts(), ...folders } }),
    forward: async () => ({ address: new URL(vaultServer.url).host, close: async () => {} }),
  };
}

/** The lab as a new run of `lab up` finds it: it knows nothing but what hosts keep. */
async function freshLab(ask: LabAt["ask"] = async () => undefined, cluster: Cluster = arcodange): Promise<LabAt> {
  const talk = { ask, say: (line: string) => said.push(line) };
  const shared = { remote: remote(), kubectl, secrets: new Map<string, string>(), ...talk };
  const hosts = new Map(hostsOf(cluster).map(host => [host.name, { host, ...shared }]));
  await gatherSecrets([...hosts.values()].slice(0, 1)); // all are this machine
  return { cluster, hosts, kubectl, ...talk };
}

const kubectl: Kubectl = async (words, { input = "" } = {}) => {
  const { status, stdout, stderr } = await kubectlWith(input, plane.server, ...words);
  if (status !== 0) throw new RemoteFailure(`kubectl ended with ${status}: ${stderr}`, status);
  return stdout;
};

/** Takes a step as `lab up` does. */
async function take(step: Step<LabAt>, on: LabAt): Promise<readonly string[]> {
  const found = await step.check(on);
  if (found.length > 0) await step.do(on);
  expect(await step.check(on)).toEqual([]);
  return found;
}

async function keptFile(name: string): Promise<string> {
  const file = join(folder, "secrets", name);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  return readFileSync(file, "utf8");
}

async function uidOf(...words: string[]): Promise<string> {
  return demand(plane.server, "get", ...words, "--output=jsonpath={.metadata.uid}");
}

describe("Gitea's administrator", () => {
  test.each(["another-admin", ADMINISTRATOR])("gets a token, which the host keeps, as %s", async account => {
    vi.stubEnv("GITEA_I_AM_BEING_UNSAFE_RUNNING_AS_ROOT", "true");
    const home = join(folder, "gitea");
    const words: Program = [...program("gitea"), `--work-path=${home}`, `--config=${join(home, "app.ini")}`];
    await makeAdministrator(remote(), { domain: arcodange.domain, account, gitea: words.join(" ") });
    const access = { url: `https://${arcodange.gitea.host}`, token: (await keptFile("gitea/token")).trim() };
    expect(await giteaRequest(access, "GET", "user")).toMatchObject({ login: account, is_admin: true });
    expect(await giteaRequest(access, "GET", `orgs/${organisation}/repos`)).not.toEqual([]);
  });

  test("is asked for nothing more once there is a token", async () => {
    expect(await take(giteaAccount, await freshLab())).toEqual([]);
  });
});

describe("Gitea's repositories", () => {
  let checkout: string;
  const git = (...words: string[]) => {
    const author = ["-c", "user.name=Test", "-c", "user.email=test@example.net", "-c", "commit.gpgSign=false"];
    return execFileSync("git", [...author, ...words], { cwd: checkout, encoding: "utf8", stdio: "pipe" }).trim();
  };
  const commit = (name: string) => {
    writeFileSync(join(checkout, "clusters", name), name);
    git("add", "--all");
    git("commit", "--quiet", `--message=test: ${name}`);
  };
  /** Right after a push Gitea 1.26 panics over this question now and then, and answers it the next time. */
  const branch = async () => {
    const path = `/repos/${organisation}/${repository}/branches/main`;
    let id = "";
    await eventually("Gitea tells of its branch", async () => {
      ({ id } = (await gitea.api<{ commit: { id: string } }>("GET", path)).commit);
      return undefined;
    });
    return id;
  };

  beforeAll(() => {
    checkout = join(folder, "checkout");
    mkdirSync(join(checkout, "clusters"), { recursive: true });
    git("init", "--quiet", "--initial-branch=main");
    commit("first");
  });

  test("main is pushed where there is none, and when it is ahead", async () => {
    const step = pushFrom(checkout);
    expect(await take(step, await freshLab())).toEqual([`Gitea has no branch main of ${repository} yet`]);
    commit("second");
    expect(await take(step, await freshLab())).toEqual(["main here is ahead of Gitea's"]);
    expect(await branch()).toBe(git("rev-parse", "main"));
    expect(await take(step, await freshLab())).toEqual([]);
  });

  test("main is not pushed with changes that nobody has committed", async () => {
    commit("third");
    writeFileSync(join(checkout, "clusters", "fourth"), "");
    await expect(pushFrom(checkout).do(await freshLab())).rejects.toThrow("1 file below clusters/ and rendered/");
    rmSync(join(checkout, "clusters", "fourth"));
  });

  test("what others have pushed stays, and nothing is forced", async () => {
    const step = pushFrom(checkout);
    await take(step, await freshLab());
    const there = await branch();
    git("reset", "--quiet", "--hard", "HEAD~1");
    expect(await step.check(await freshLab())).toEqual([]);
    commit("another third");
    await expect(step.check(await freshLab())).rejects.toThrow("went different ways");
    await expect(step.do(await freshLab())).rejects.toThrow(/rejected|fast-forward/);
    expect(await branch()).toBe(there);
  });

  test("every pinned version of CRDs gets its tag", async () => {
    expect(await take(crds, await freshLab())).toContain('Gitea has no CRDs "argocd-v3.5.1"');
  });

  test("no token is in git's own settings", () => {
    const token = readFileSync(join(folder, "secrets", "gitea/token"), "utf8").trim();
    expect(readFileSync(join(checkout, ".git/config"), "utf8")).not.toContain(token);
  });
});

test("Runners of the organisation and of this repository get tokens of their own", async () => {
  const access = giteaAdministrator(await freshLab());
  const tokens = await Promise.all(runnersOf(arcodange).map(runner => registrationToken(access, runner)));
  expect(new Set(tokens).size).toBe(2);
});

describe("The lab's authority", () => {
  const served = () => readFileSync(gitea.certificate, "utf8");
  const knowing = async (rootCertificate?: string) => {
    const { stepCa } = arcodange;
    const cluster: Cluster = { ...arcodange, stepCa: { ...stepCa, ...(rootCertificate && { rootCertificate }) } };
    return { ...(await freshLab(undefined, cluster)), hosts: new Map() };
  };

  test("is to be learned as long as the facts do not know it", async () => {
    expect(await rootCertificate.check(await knowing())).toEqual(["the facts have no certificate of Step-CA yet"]);
  });

  test("is never exchanged for another one", async () => {
    const pair = authority(join(folder, "authority")).issue("ca", [arcodange.stepCa.host]);
    const key = { cert: readFileSync(pair.certificate), key: readFileSync(pair.key) };
    const server = createServer(key, (_, response) => response.end(served())); // as Step-CA answers at /roots.pem
    await once(server.listen(STEP_CA_PORT, addressOf(arcodange, arcodange.stepCa.node)), "listening");
    try {
      const on = await freshLab();
      const hosts = new Map(
        [...on.hosts].map(([name, at]) => [name, { ...at, host: { ...at.host, files: [], units: [] } }]),
      );
      expect(await rootCertificate.check({ ...(await knowing(served())), hosts })).toEqual([]);
      const other = { ...(await knowing("another")), hosts };
      await expect(rootCertificate.check(other)).rejects.toThrow(Danger);
    } finally {
      server.close();
    }
  });
});

/** Hosts that are to have one file and nothing else, in a folder of the test. */
async function withFile(path: string): Promise<LabAt> {
  const on = await freshLab();
  const only = (at: HostAt) => ({
    ...at,
    remote: remote({ "/etc/rancher": join(folder, "rancher"), "/etc/lab/backup": join(folder, "backup") }),
    host: { ...at.host, units: [], files: at.host.files.filter(file => file.path === path).map(withoutReaders) },
  });
  return { ...on, hosts: new Map([...on.hosts].map(([name, at]) => [name, only(at)])) };
}

function withoutReaders({ path, content, mode = "0600" }: HostFile): HostFile {
  return { path, content, mode, owner: `${process.getuid?.()}:${process.getgid?.()}` };
}

describe("Files of hosts", () => {
  const registries = "/etc/rancher/k3s/registries.yaml";
  test("have the token by which nodes pull images, as soon as there is one", async () => {
    expect(await take(registryLogin, await withFile(registries))).toEqual(["no node has a token for Gitea's images"]);
    const token = await keptFile("gitea/nodes-token");
    const text = readFileSync(join(folder, "rancher/k3s/registries.yaml"), "utf8");
    expect(text).toContain(`password: "${token}"`);
    const access = { url: `https://${arcodange.gitea.host}`, account: "nodes", password: token };
    expect(await giteaRequest(access, "GET", `packages/${organisation}`)).toEqual([]);
    await expect(giteaRequest(access, "GET", "admin/users")).rejects.toThrow();
    expect(await take(registryLogin, await withFile(registries))).toEqual([]);
  });
});

describe("Argo CD", () => {
  const names = ["repository-crds", "repository-lab"];

  test("may read from Gitea before Vault exists; a Secret that is there stays", async () => {
    expect(await take(bootstrapSecrets, await freshLab())).toHaveLength(names.length);
    const kept = await uidOf("secret", "repository-lab", "--namespace=argocd");
    await demand(plane.server, "delete", "secret", "repository-crds", "--namespace=argocd");
    expect(await take(bootstrapSecrets, await freshLab())).toEqual([
      'Secret "repository-crds" in namespace "argocd" is not there',
    ]);
    expect(await uidOf("secret", "repository-lab", "--namespace=argocd")).toBe(kept);
  });

  test("may read what it deploys with what it was given, and nothing else", async () => {
    const text = await demand(plane.server, "get", "secret", "repository-lab", "--namespace=argocd", "--output=json");
    const { data } = JSON.parse(text) as { data: Record<string, string> };
    const token = Buffer.from(data.password ?? "", "base64").toString();
    const access = { url: `https://${arcodange.gitea.host}`, token };
    expect(await giteaRequest(access, "GET", `repos/${organisation}/${repository}`)).toMatchObject({ private: true });
    await expect(giteaRequest(access, "GET", "admin/users")).rejects.toThrow("the token may not do that");
  });

  test("is not all that begins before Vault, where a cloud unseals it", async () => {
    vi.stubEnv("LAB_VAULT_KMS_CREDENTIALS", "{}");
    const byCloud = { ...arcodange, vault: { ...arcodange.vault, unseal: "kms" } } as const satisfies Cluster;
    const found = ['Secret "vault-kms" in namespace "tools" is not there'];
    expect(await take(bootstrapSecrets, await freshLab(undefined, byCloud))).toEqual(found);
  });

  test("comes with everything that Kubernetes knows of it, once", async () => {
    const password = ["secret", "generic", "argocd-redis", "--namespace=argocd", "--from-literal=auth=x"];
    await demand(plane.server, "create", ...password); // what the pod of Redis would make up, if a pod ran here
    const found = await take(argocd, await freshLab());
    expect(found).toContain('StatefulSet "argocd-application-controller" is not there');
    const uid = await uidOf("statefulset", "argocd-application-controller", "--namespace=argocd");
    expect(await take(argocd, await freshLab())).toEqual([]);
    expect(await uidOf("statefulset", "argocd-application-controller", "--namespace=argocd")).toBe(uid);
  });

  test("comes to an end after a kill in the middle of it", async () => {
    await demand(plane.server, "delete", "deployment", "argocd-server", "--namespace=argocd");
    expect(await take(argocd, await freshLab())).toEqual(['Deployment "argocd-server" is not there']);
  });

  test("gets the root Application and its project", async () => {
    expect(await take(root, await freshLab())).toEqual([
      'Application "root" is not there',
      'AppProject "root" is not there',
    ]);
    expect(await take(root, await freshLab())).toEqual([]);
  });

  test("has not converged while Applications are missing or not compared", async () => {
    const found = await converged.check(await freshLab());
    expect(found).toContain('Application "root" is not compared and of unknown health');
    expect(found).toContain('Application "vault" is not there');
  });
});

describe("Vault", () => {
  const state = async () =>
    vaultRequest<{ initialized: boolean; sealed: boolean }>(anybody(), "GET", "sys/seal-status");
  const anybody = (): VaultAccess => ({ url: vaultServer.url, token: "" });

  test("is awaited until its pod runs", async () => {
    expect(await vault.check(await freshLab())).toEqual(["Vault's pod does not run"]);
  });

  test("is not initialised while nobody would have its keys", async () => {
    vaultServer = parts.add(await startVault(folder, vaultSettings(), nobodysAccount(folder, gitea.certificate)));
    const classes = objectsOf("longhorn").filter(({ kind }) => kind === "StorageClass");
    const objects = [...objectsOf("foundation"), ...classes, ...objectsOf("vault")];
    await applyAll(plane.server, objects.filter(isBuiltIn)); // as Argo CD does it
    await eventually("its pod runs", async () =>
      (await vault.check(await freshLab())).find(line => line.includes("pod")),
    );
    await expect(vault.do(await freshLab())).rejects.toThrow("this is no terminal to show its keys on");
    await expect(vault.do(await freshLab(async () => "yes"))).rejects.toThrow('"yes" is not its name');
    expect(await state()).toMatchObject({ initialized: false });
  });

  test("keeps its keys until somebody has them", async () => {
    vi.stubEnv("LAB_KEYS_COMMAND", 'sh -c "cat >/dev/null; exit 1"');
    await expect(vault.do(await freshLab())).rejects.toThrow("which LAB_KEYS_COMMAND names, ended with 1");
    expect(await state()).toMatchObject({ initialized: true, sealed: false });
    expect(await vault.check(await freshLab())).toEqual(["nobody has taken Vault's keys yet"]);
  });

  test("gives its keys to the command, and then the host has none but what the timer needs", async () => {
    const file = join(folder, "keys");
    vi.stubEnv("LAB_KEYS_COMMAND", `tee ${file}`);
    await take(vault, await freshLab());
    const key = await keptFile("vault/unseal-key");
    expect(readFileSync(file, "utf8")).toContain(key);
    expect((await freshLab()).hosts.get(GITEA_HOST)?.secrets.has("vault/first-keys")).toBe(false);
    const token = await keptFile("vault/root-token");
    expect(await vaultRequest({ ...anybody(), token }, "GET", "sys/mounts")).toBeDefined();
  });

  test("is unsealed with the key that the host keeps, and never initialised again", async () => {
    const token = await keptFile("vault/root-token");
    await vaultRequest({ ...anybody(), token }, "PUT", "sys/seal");
    expect(await take(vault, await freshLab())).toEqual(["Vault is sealed"]);
    expect(await keptFile("vault/root-token")).toBe(token);
    expect(await take(vault, await freshLab())).toEqual([]);
  });
});

describe("secrets", () => {
  const bring = async () => {
    const bucket = parts.add(await startBucket(folder, arcodange.buckets.state));
    const stack = await tofuStack(folder, {
      cluster: arcodange.name,
      name: "vault",
      provider: VAULT_PROVIDER,
      env: {
        ...{ ...bucket.env, VAULT_ADDR: vaultServer.url, VAULT_TOKEN: await keptFile("vault/root-token") },
        TF_CLI_ARGS_apply: "-parallelism=1",
      },
    });
    await stack.apply();
    await makePostgresObjects(postgres, postgresVariables(arcodange.name));
  };

  test("are made and asked for, and what nobody gives is remembered", async () => {
    await bring();
    vi.stubEnv("PGUSER", postgres.user);
    vi.stubEnv("LAB_POSTGRES_SUPERUSER", postgres.password);
    vi.stubEnv("LAB_TRAEFIK_DUCKDNS_TOKEN", "of DuckDNS");
    expect(await take(secrets, await freshLab())).toEqual(["secrets were never made"]);
    const token = await keptFile("vault/root-token");
    const found = await vaultRequest({ url: vaultServer.url, token }, "GET", "kvv2/data/traefik/duckdns");
    expect(found).toMatchObject({ data: { data: { token: "of DuckDNS" } } });
    const awaited = await awaitedSecrets(await freshLab());
    expect(awaited).toContain("cloudflared/credentials");
    expect(awaited).not.toContain("traefik/duckdns");
    expect(said.join("\n")).toMatch(/^awaits users of traefik\/users: lab secrets set traefik\/users users$/m);
  });

  test("have the key of the bucket for backups among them, once a stack has made it", async () => {
    expect(await backupKey.check(await freshLab())).toEqual([]);
    const token = await keptFile("vault/root-token");
    const key = { data: { value: '{"type": "service_account"}\n' } };
    await vaultRequest({ url: vaultServer.url, token }, "POST", "kvv2/data/_lab/backup/gcs-key", key);
    const file = "/etc/lab/backup/gcs-key.json";
    expect(await take(backupKey, await withFile(file))).toEqual(["no host has the key of the bucket for backups"]);
    expect(readFileSync(join(folder, "backup/gcs-key.json"), "utf8").trim()).toBe('{"type": "service_account"}');
    expect(await take(backupKey, await withFile(file))).toEqual([]);
  });

  test("come back with Vault, from the newest snapshot of the bucket", async () => {
    const token = await keptFile("vault/root-token");
    const backups = join(folder, "backups of hosts");
    mkdirSync(join(backups, "vault"), { recursive: true });
    const snapshot = await fetch(`${vaultServer.url}/v1/sys/storage/raft/snapshot`, {
      headers: { "X-Vault-Token": token },
    });
    for (const name of ["2026-11-28T02-00-00Z.snap", "2026-11-29T02-00-00Z.snap"]) {
      writeFileSync(
        join(backups, "vault", name),
        name.includes("28T") ? "half of one" : await snapshot.clone().bytes(),
      );
    }
    const access = { url: vaultServer.url, token };
    await vaultRequest(access, "DELETE", "kvv2/metadata/_lab/backup/gcs-key");
    const on = await freshLab(undefined, { ...arcodange, hosts: { ...arcodange.hosts, backups } });
    await expect(restoreVault(on, "2026-11-27")).rejects.toThrow(
      'there is no snapshot "2026-11-27", there are 2026-11-28T',
    );
    expect(await restoreVault(on, "latest")).toEqual([
      "put Vault back as 2026-11-29T02-00-00Z.snap has it; it opens with the keys of that time",
    ]);
    await eventually("Vault is open again", async () => {
      await take(vault, await freshLab());
      const answer = await vaultRequest(access, "GET", "kvv2/data/_lab/backup/gcs-key");
      return answer === undefined ? "it has not what was deleted" : undefined;
    });
  });

  test("made once, are not looked at again", async () => {
    expect(await take(secrets, await freshLab())).toEqual([]);
  });
});

describe("people", () => {
  test("get an account among the owners, with a password that is shown once", async () => {
    const shown: string[] = [];
    const ask = async (question: string) => {
      shown.push(question);
      return question.startsWith("Name") ? "ann" : "";
    };
    await expect(owner.do(await freshLab())).rejects.toThrow("nobody has said a name");
    expect(await take(owner, await freshLab(ask))).toEqual([`no person owns ${organisation} yet`]);
    const password = /password (\S+),/.exec(shown.join("\n"))?.[1] ?? "";
    const access = { url: `https://${arcodange.gitea.host}`, account: "ann", password };
    await expect(giteaRequest(access, "GET", "user")).rejects.toThrow(/must change|password/i);
    expect(said.join("\n")).not.toContain(password);
  });

  test("end Vault's first token, as soon as they can sign in", async () => {
    const token = await keptFile("vault/root-token");
    expect(await take(firstToken, await freshLab())).toEqual(["Vault's first token still lies on Gitea's host"]);
    const asked = vaultRequest({ url: vaultServer.url, token }, "GET", "sys/mounts");
    await expect(asked).rejects.toThrow("it does not know the token");
    expect((await freshLab()).hosts.get(GITEA_HOST)?.secrets.has("vault/root-token")).toBe(false);
  });

  test("unseal Vault by themselves where the cluster says so, and two of three are enough", async () => {
    await vaultServer.stop();
    vaultServer.empty();
    await vaultServer.restart();
    rmSync(join(folder, "secrets", "vault"), { recursive: true });
    const file = join(folder, "keys of people");
    vi.stubEnv("LAB_KEYS_COMMAND", `tee "${file}"`);
    const byHand = { ...arcodange, vault: { ...arcodange.vault, unseal: "hand" } } as const satisfies Cluster;
    await take(vault, await freshLab(undefined, byHand));
    const [one, , three] = [...readFileSync(file, "utf8").matchAll(/\d: (\S+)/g)].map(([, share]) => share ?? "");
    const token = await keptFile("vault/root-token");
    await vaultRequest({ url: vaultServer.url, token }, "PUT", "sys/seal");
    vi.stubEnv("LAB_VAULT_UNSEAL_KEY_1", three);
    await expect(vault.do(await freshLab(undefined, byHand))).rejects.toThrow('secret "vault/unseal-key-2"');
    vi.stubEnv("LAB_VAULT_UNSEAL_KEY_2", one);
    expect(await take(vault, await freshLab(undefined, byHand))).toEqual(["Vault is sealed"]);
  });
});

test("a stack that could not be applied is not taken for applied", async () => {
  vi.stubEnv("LAB_TOFU_PASSPHRASE", "a passphrase that is long enough");
  const bucket = parts.add(await startBucket(join(folder, "bucket"), arcodange.buckets.state));
  for (const [name, value] of Object.entries(bucket.env)) vi.stubEnv(name, value);
  vi.stubEnv("TF_CLI_CONFIG_FILE", join(folder, "none.tfrc"));
  writeFileSync(join(folder, "none.tfrc"), 'provider_installation {\n  filesystem_mirror { path = "/nowhere" }\n}\n');
  const step = stackStep("gitea");
  await expect(step.do(await freshLab())).rejects.toThrow('Cannot set up stack "gitea" of arcodange');
  expect(await step.check(await freshLab())).toEqual(['stack "gitea" was never applied']);
});

test("nothing that was said holds a secret", async () => {
  const text = said.join("\n");
  for (const name of ["gitea/token", "vault/root-token"]) expect(text).not.toContain((await keptFile(name)).trim());
  expect(text).not.toContain(postgres.password);
});
