import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyLike,
  randomBytes,
  sign,
} from "node:crypto";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { stringify } from "yaml";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { ciMount, ciRole } from "../../../platform/naming.ts";
import { newToken } from "../../../platform/secrets/gitea-accounts.ts";
import { vaultRequest } from "../../../platform/secrets/vault-request.ts";
import { eventually } from "../eventually.ts";
import { Parts } from "../process/parts.ts";
import { missingPrograms } from "../program/program.ts";
import { howToGet } from "../program/program-origins.ts";
import { commitAndPush, git } from "../servers/gitea-repositories.ts";
import { CI_PROGRAMS, type CiBed, copyTemplate, standInForBuildah, startCiBed, takeRecord } from "./ci-bed.ts";
import { endOfDispatched, latestRun } from "./dispatched-run.ts";
import { endOfRun, type WorkflowRun } from "./workflow-run.ts";

const missing = missingPrograms(CI_PROGRAMS);
const note = missing.length > 0 ? `, not tried: ${howToGet(missing)}` : "";

const { organisation, repository } = arcodange.gitea;
const erp = `${organisation}/erp`;
const webapp = `${organisation}/webapp`;
const lab = `${organisation}/${repository}`;

const OWN = ["ci/data/erp/registry", "ci/data/erp/lab"];
const OTHERS = [
  ...["ci/data/webapp/registry", "ci/data/webapp/lab", "ci/metadata?list=true", "ci/metadata/erp?list=true"],
  ...["ci/metadata/erp/registry", "ci/config", "kvv2/data/erp/smtp", "kvv2/metadata?list=true", "postgres/creds/erp"],
  ...["sys/mounts", "sys/auth", "sys/policies/acl?list=true", "auth/gitea/erp/config", "auth/token/lookup-self"],
  "cubbyhole/mine",
];

/** What a job prints on purpose: whoever searches logs for secrets finds it. */
const CANARY = randomBytes(20).toString("hex");
const SHAPED_CANARY = "eyJhbGciOiJub25lIn0.eyJjYW5hcnkiOnRydWV9.bm90LXNpZ25lZA";

/** Tokens of Vault, signed claims and keys, whatever they are. */
const SHAPES = [/\bhv[bs]\.[\w-]{20,}/g, /\beyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/g, /PRIVATE KEY/g];

const parts = new Parts();
const trusted = getCACertificates("default");
let folder: string;
/** Where a job leaves, for this test alone, what no log may hold. */
let spill: string;
let record: string;
let bed: CiBed;

describe.skipIf(missing.length > 0)(`workflows of apps${note}`, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "bed-"));
    spill = join(folder, "spill");
    mkdirSync(spill);
    const standIn = standInForBuildah(folder);
    record = standIn.record;
    vi.stubEnv("PATH", standIn.path);
    const trust = (file: string) => setDefaultCACertificates([...trusted, readFileSync(file, "utf8")]);
    bed = await startCiBed(folder, parts, trust);
  });
  afterAll(async () => {
    setDefaultCACertificates(trusted);
    vi.unstubAllEnvs();
    await parts.stop();
    rmSync(folder, { recursive: true });
  });

  describe("of erp", () => {
    let run: WorkflowRun;

    beforeAll(async () => {
      await bed.gitea.api("POST", `/repos/${erp}/actions/variables/SPILL`, { value: spill });
      await vaultRequest(bed.vault, "POST", "kvv2/data/erp/smtp", { data: { password: "of the pod" } });
      const source = sourceOf("erp");
      rmSync(join(source, ".gitea/workflows/image.yaml")); // webapp has it
      writeWorkflow(source, "probe", { push: { branches: ["main"] } }, PROBE);
      writeWorkflow(source, "pull", "pull_request", "sh .gitea/vault-login.sh > /dev/null");
      run = await untilDeath(endOfRun(bed.gitea, erp, await commitAndPush(bed.gitea, erp, source, "test: probe")));
    });

    test("log in and read what is theirs", () => {
      expect(run, run.log).toMatchObject({ conclusion: "success" });
      expect(answersTo(OWN, run)).toEqual(OWN.map(() => "200"));
      expect(spilled("registry")).toMatch(/^[0-9a-f]{40}$/); // as Gitea makes tokens
    });

    test("read nothing of others, list nothing, and write nothing", () => {
      expect(answersTo(OTHERS, run)).toEqual(OTHERS.map(() => "403"));
      expect(run.log).toContain("403 writing");
    });

    test("log in neither in another's role nor at another's mount", () => {
      expect(run.log).toMatch(/in another role: Cannot log in .*could not be found/);
      expect(run.log).toMatch(/at another mount: Cannot log in .*error validating token/);
    });

    test("leave no secret in any log, though they print them, and a canary is found there", () => {
      const secrets = [...linesOf(spilled("key")), spilled("token"), spilled("registry"), spilled("lab")];
      expect(secrets.length).toBeGreaterThan(30);
      const others = globSync("*.log", { cwd: folder }).map(name => readFileSync(join(folder, name), "utf8"));
      const logs = [run.log, ...others].join("\n");
      expect(others.length).toBeGreaterThan(3);
      expect(foundIn(logs, [...secrets, CANARY])).toEqual([CANARY]);
      expect(logs.match(SHAPES[1] as RegExp)?.filter(found => found !== SHAPED_CANARY)).toEqual([]);
      for (const shape of [SHAPES[0], SHAPES[2]] as RegExp[]) expect(logs).not.toMatch(shape);
      expect(secrets.join("\n")).toMatch(SHAPES[0] as RegExp);
      for (const name of ["key", "token", "registry"]) expect(run.log).toContain(`${name} is ***`);
    });

    test("have no key for a pull request from a fork", async () => {
      const fork = await forkOf("erp");
      const { log } = await pullRequest(fork, "contributor:change");
      expect(log).toContain(`Cannot log in to Vault from ${erp}: VAULT_KEY is empty`);
    });

    test("are refused for a pull request from within, which they say they are for", async () => {
      const { log } = await pullRequest(erp, "change");
      expect(log).toMatch(/Cannot log in .*claim.*ref.*does not match/);
    });

    describe("that sign something else", () => {
      const now = Math.floor(Date.now() / 1000);
      const key = () => createPrivateKey(spilled("key"));

      test("log in where all is true, for a quarter of an hour and one policy", async () => {
        expect(await login(signed({}, key()))).toMatchObject({
          ...{ token_type: "batch", policies: [ciRole("erp")], lease_duration: 900, renewable: false },
        });
      });

      test.each<readonly [string, () => string, RegExp]>([
        ["with another's key", () => signed({}, anotherKey()), /signature|no known key/],
        ["for another repository", () => signed({ repository: webapp }, key()), /claim "repository"/],
        ["for one whose name is longer", () => signed({ repository: `${erp}-sandbox` }, key()), /claim "repository"/],
        ["as another issuer", () => signed({ iss: issuerOf(webapp) }, key()), /iss/],
        ["for another audience", () => signed({ aud: "https://vault.elsewhere.lab" }, key()), /aud/],
        ["for a branch", () => signed({ ref: "refs/heads/change" }, key()), /claim "ref"/],
        ["too late", () => signed(during(now - 900, now - 300), key()), /expired/],
        ["too early", () => signed(during(now + 600, now + 900), key()), /not yet valid|before|future/],
        ["without an end", () => signed({ iat: undefined, nbf: undefined, exp: undefined }, key()), /exp|iat/],
        ["without a signature", () => `${encoded("none", claims({}))}.`, /token signature/],
        ["with the public half, as if it were a secret", () => hashed(key()), /token signature/],
      ])("are refused %s", async (_, jwt, words) => {
        await expect(login(jwt())).rejects.toThrow(words);
      });
    });
  });

  describe("of webapp, from the template", () => {
    let source: string;
    const image = `${arcodange.gitea.host}/${webapp}`;

    beforeAll(async () => {
      source = sourceOf("webapp");
      writeFileSync(join(source, "Containerfile"), "FROM scratch\n");
      await commitAndPush(bed.gitea, webapp, source, "feat: begin [skip ci]");
    });

    test("push a release, and the lab deploys it", async () => {
      const before = await latestRun(bed.gitea, lab);
      await git(bed.gitea, source, "commit", "--quiet", "--allow-empty", "--message=feat: release");
      await git(bed.gitea, source, "tag", "v1.1.0");
      await git(bed.gitea, source, "push", "--quiet", `${bed.gitea.url}${webapp}.git`, "v1.1.0");
      const commit = await git(bed.gitea, source, "rev-parse", "HEAD");
      const run = await untilDeath(endOfRun(bed.gitea, webapp, commit));
      expect(run, run.log).toMatchObject({ conclusion: "success" });
      for (const shape of SHAPES) expect(run.log).not.toMatch(shape);
      expect(takeRecord(record)).toEqual([
        `build --platform linux/arm64 --tag ${image}:1.1.0 .`,
        `login --username ci --password-stdin ${arcodange.gitea.host}`,
        `push ${image}:1.1.0`,
        "the registry answers 202",
      ]);
      const bump = await untilDeath(endOfDispatched(bed.gitea, lab, before));
      expect(bump, bump.log).toMatchObject({ conclusion: "success" });
      expect(bump.log).toContain("only image tags change");
    });

    test("push what comes after it as a pre-release, which production does not take", async () => {
      const before = await latestRun(bed.gitea, lab);
      const commit = await commitAndPush(bed.gitea, webapp, source, "feat: more");
      const run = await untilDeath(endOfRun(bed.gitea, webapp, commit));
      expect(run, run.log).toMatchObject({ conclusion: "success" });
      expect(takeRecord(record)).toContain(`push ${image}:1.1.1-1`);
      const bump = await untilDeath(endOfDispatched(bed.gitea, lab, before));
      expect(bump.log).toContain("differs from main in nothing any more");
    });
  });
});

/** Of the workflow that looks where it can get. */
const PROBE = `VAULT_TOKEN=$(sh .gitea/vault-login.sh)
export VAULT_TOKEN
printf '%s\\n' "$VAULT_KEY" > "$SPILL/key"
printf '%s\\n' "$VAULT_TOKEN" > "$SPILL/token"
sh .gitea/vault-read.sh registry token > "$SPILL/registry"
sh .gitea/vault-read.sh lab token > "$SPILL/lab"
echo "canaries are ${CANARY} and ${SHAPED_CANARY}"
echo "key is $(sed -n 2p "$SPILL/key")"
echo "token is $VAULT_TOKEN"
echo "registry is $(cat "$SPILL/registry")"

ask() {
  printf 'header = "X-Vault-Token: %s"\\n' "$VAULT_TOKEN" |
    curl --config - --silent --output /dev/null --write-out "%{http_code} $1\\n" "$VAULT_ADDR/v1/$2" $3
}
for path in ${[...OWN, ...OTHERS].map(path => `"${path}"`).join(" ")}; do ask "$path" "$path"; done
ask writing ci/data/erp/registry "--data {}"

try() {
  echo "$1: $(sh .gitea/vault-login.sh 2>&1 > /dev/null | tr '\\n' ' ')"
}
VAULT_ROLE=${ciRole("webapp")} try "in another role"
VAULT_MOUNT=${ciMount("webapp")} VAULT_ROLE=${ciRole("webapp")} GITHUB_REPOSITORY=${webapp} try "at another mount"
`;

const CHECKOUT = `git init --quiet
git fetch --quiet "\${{ gitea.server_url }}/\${{ gitea.repository }}.git" "\${{ gitea.sha }}"
git checkout --quiet FETCH_HEAD
`;

/** A folder with what an app's repository begins with. */
function sourceOf(app: string): string {
  const source = join(folder, `source-${app}`);
  mkdirSync(source);
  copyTemplate(source);
  return source;
}

function writeWorkflow(source: string, name: string, on: unknown, run: string): void {
  const variables = ["VAULT_ADDR", "VAULT_MOUNT", "VAULT_ROLE", "SPILL"];
  const env = {
    ...Object.fromEntries(variables.map(variable => [variable, `\${{ vars.${variable} }}`])),
    VAULT_KEY: `\${{ secrets.VAULT_KEY }}`,
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: "http.extraHeader",
    GIT_CONFIG_VALUE_0: `Authorization: token \${{ gitea.token }}`,
  };
  const workflow = { name, on, jobs: { [name]: { "runs-on": "lab", steps: [{ env, run: `${CHECKOUT}${run}` }] } } };
  writeFileSync(join(source, ".gitea/workflows", `${name}.yaml`), stringify(workflow, { lineWidth: 0 }));
}

function untilDeath<T>(promise: Promise<T>): Promise<T> {
  const death = parts.death.then(error => {
    throw error;
  });
  return Promise.race([promise, death]);
}

/** Status of each path, as the job was answered. */
function answersTo(paths: readonly string[], { log }: WorkflowRun): (string | undefined)[] {
  const lines = log.split("\n");
  return paths.map(path => / (\d{3}) \S+$/.exec(lines.find(line => line.endsWith(` ${path}`)) ?? "")?.[1]);
}

function spilled(name: string): string {
  return readFileSync(join(spill, name), "utf8").trim();
}

/** Those of a key in PEM that are secret. */
function linesOf(key: string): string[] {
  return key.split("\n").slice(1, -1);
}

function foundIn(text: string, secrets: readonly string[]): string[] {
  return secrets.filter(secret => text.includes(secret));
}

/** A fork by somebody who may start workflows without being asked; its name. */
async function forkOf(name: string): Promise<string> {
  const { api } = bed.gitea;
  const username = "contributor";
  const account = { username, email: `${username}@${arcodange.domain}`, password: randomBytes(16).toString("hex") };
  await api("POST", "/admin/users", { ...account, must_change_password: false });
  await api("PUT", `/repos/${organisation}/${name}/collaborators/${username}`, { permission: "write" });
  const token = await newToken(bed.administrator, username, "fork", ["write:repository", "write:organization"]);
  const answer = await fetch(`${bed.administrator.url}/api/v1/repos/${organisation}/${name}/forks`, {
    method: "POST",
    headers: { authorization: `token ${token}`, "content-type": "application/json" },
    body: "{}",
  });
  expect(answer.status).toBe(202);
  const fork = `${username}/${name}`;
  await eventually("the fork is there", async () => {
    const { empty } = await api<{ empty: boolean }>("GET", `/repos/${fork}`);
    return empty ? "it is empty" : undefined;
  });
  return fork;
}

/** Changes something on a branch of a repository, proposes it to erp, and waits for the job that is for it. */
async function pullRequest(from: string, head: string): Promise<WorkflowRun> {
  const { api } = bed.gitea;
  const file = { content: "", message: "test: change", branch: "main", new_branch: "change" };
  const { commit } = await api<{ commit: { sha: string } }>("POST", `/repos/${from}/contents/change.txt`, file);
  await api("POST", `/repos/${erp}/pulls`, { head, base: "main", title: `test: ${head}` });
  return untilDeath(endOfRun(bed.gitea, erp, commit.sha));
}

type Claims = Readonly<Record<string, string | number | undefined>>;

/** Asks Vault for a token with a signed claim; gives what it says of the token. */
async function login(jwt: string): Promise<object | undefined> {
  const body = { role: ciRole("erp"), jwt };
  const path = `auth/${ciMount("erp")}/login`;
  const answer = await vaultRequest<{ auth: object }>({ url: bed.vault.url, token: "" }, "POST", path, body);
  return answer?.auth;
}

/** True claims, but for those that are given. */
function claims(others: Claims): Claims {
  const now = Math.floor(Date.now() / 1000);
  return {
    ...{ iss: issuerOf(erp), sub: `repo:${erp}:ref:refs/heads/main`, aud: bed.vault.url },
    ...{ repository: erp, ref: "refs/heads/main", actor: "somebody" },
    ...during(now, now + 300),
    ...others,
  };
}

function during(from: number, until: number): Claims {
  return { iat: from, nbf: from, exp: until };
}

function issuerOf(name: string): string {
  return `https://${arcodange.gitea.host}/${name}`;
}

function signed(others: Claims, key: KeyLike): string {
  const unsigned = encoded("RS256", claims(others));
  return `${unsigned}.${sign("RSA-SHA256", Buffer.from(unsigned), key).toString("base64url")}`;
}

/** Signed with what everybody may know. */
function hashed(key: KeyLike): string {
  const unsigned = encoded("HS256", claims({}));
  const secret = createPublicKey(key).export({ type: "spki", format: "pem" });
  return `${unsigned}.${createHmac("sha256", secret).update(unsigned).digest("base64url")}`;
}

function encoded(alg: string, all: Claims): string {
  return [{ alg, typ: "JWT" }, all].map(part => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
}

function anotherKey(): KeyLike {
  return generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
}
