import { execFileSync, spawnSync } from "node:child_process";
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { siteAlerts } from "../../../platform/components/site/alerts.ts";
import { site } from "../../../platform/components/site/index.ts";
import { siteFolder } from "../../../platform/components/site/places.ts";
import { componentPage, repositoryUrl } from "../../../platform/naming.ts";
import { endOlderTokens, newToken } from "../../../platform/secrets/gitea-accounts.ts";
import { giteaVariables } from "../../../platform/tofu/gitea/stack.ts";
import { repositoryFolder } from "../../repository.ts";
import { eventually } from "../eventually.ts";
import type { Part } from "../process/part.ts";
import { Parts } from "../process/parts.ts";
import { missingPrograms } from "../program/program.ts";
import { howToGet } from "../program/program-origins.ts";
import { authority } from "../servers/authority.ts";
import { type Gitea, startGitea } from "../servers/gitea.ts";
import { makeGiteaObjects } from "../servers/gitea-objects.ts";
import { commitAndPush, gitEnvironment } from "../servers/gitea-repositories.ts";
import { startPostgres } from "../servers/postgres.ts";
import { siteOf } from "../site.ts";
import { filesMedium, leaks } from "./leak-search.ts";
import { laySitePod, type SitePod } from "./site-pod.ts";

const ACCOUNT = "site";
const TOKEN = "lab site/gitea token";
const { organisation, repository } = arcodange.gitea;
const lab = `${organisation}/${repository}`;
const front = `${siteFolder("arcodange")}/index.html`;
const CONTAINERS = ["git-sync", "caddy"] as const;
const page = readFileSync(join(repositoryFolder, componentPage("site")), "utf8");
const missing = missingPrograms(["git-sync"]);
const note = missing.length > 0 ? `, not tried: ${howToGet(missing)}` : "";

describe.skipIf(missing.length > 0)(
  `the site's pod and a real Gitea, by a real git-sync and a real Caddy${note}`,
  () => {
    const parts = new Parts();
    const trusted = getCACertificates("default");
    let folder: string;
    let source: string;
    let gitea: Gitea;
    let pod: SitePod;
    let gitSync: Part;
    let tokens: string[];

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "bed-"));
      source = join(folder, "source");
      const postgres = parts.add(await startPostgres(folder));
      const trust = authority(join(folder, "authority"));
      gitea = await startGitea(folder, { postgres, authority: trust, site: siteOf(arcodange) });
      setDefaultCACertificates([...trusted, readFileSync(gitea.certificate, "utf8")]);
      const declared = { instances: [], components: [site] };
      await makeGiteaObjects(gitea.api, {
        ...giteaVariables({ cluster: arcodange, declared }),
        domain: arcodange.domain,
      });
      mkdirSync(join(folder, "pod"));
      pod = laySitePod(join(folder, "pod"), readFileSync(gitea.certificate, "utf8"));
      tokens = [await giveToken()];
      gitSync = parts.add(await pod.start("git-sync"));
      parts.add(await pod.start("caddy"));
    });

    afterAll(async () => {
      setDefaultCACertificates(trusted);
      await parts.stop();
      await gitea?.stop();
      execFileSync("git", ["credential-cache", "exit"], { env: { ...process.env, HOME: pod.volume("tmp") } });
      rmSync(folder, { recursive: true });
    });

    test("lives, and is not ready, while there is no page", async () => {
      for (const container of CONTAINERS) {
        expect(await pod.probed(container, "livenessProbe"), container).toBe(200);
        expect(await pod.probed(container, "readinessProbe"), container).toBeGreaterThanOrEqual(400);
      }
    });

    test("is ready with the first commit, of which it has one folder and no other", async () => {
      write(front, "<h1>First</h1>");
      write(`${siteFolder("arcodange")}/tools/traefik.html`, "<h1>Traefik</h1>");
      write(`${siteFolder("rehearsal")}/index.html`, "<h1>Another cluster</h1>");
      write("rendered/arcodange/erp/service-erp.yaml", "kind: Service");
      await commitAndPush(gitea, lab, source, "test: first");
      await eventually("the front page is there", () => shows("/", "First"));
      for (const container of CONTAINERS) expect(await pod.probed(container, "readinessProbe")).toBe(200);
      expect(await shows("/tools/traefik.html", "Traefik")).toBeUndefined();
      const laidOut = readdirSync(join(pod.volume("pages"), "current", "rendered"), { recursive: true });
      expect(laidOut.map(String).filter(path => path.includes("."))).toEqual([
        "arcodange/guidebook/site/index.html",
        "arcodange/guidebook/site/tools/traefik.html",
      ]);
    });

    test("shows the next commit in the round after it, and forgets the one before", async () => {
      write(front, "<h1>Second</h1>");
      const commit = await commitAndPush(gitea, lab, source, "test: second");
      expect(await eventually("the new front page is there", () => shows("/", "Second"))).toBeLessThan(10);
      await eventually("the old state is gone", async () => {
        const states = readdirSync(join(pod.volume("pages"), ".worktrees"));
        return states.join() === commit ? undefined : `there are ${states.join(", ")}`;
      });
    });

    test("has an account that pushes nothing, and sees no other repository", async () => {
      const own = repositoryUrl(arcodange, repository);
      expect(asAccount("ls-remote", own)).toMatchObject({
        status: 0,
        stdout: expect.stringContaining("refs/heads/main"),
      });
      for (const branch of ["main", "bump/erp"]) {
        const pushed = asAccount("push", own, `HEAD:refs/heads/${branch}`);
        expect(pushed.status, branch).not.toBe(0);
        expect(pushed.stderr, branch).toMatch(/403|denied|not allowed|not found/i);
      }
      const other = asAccount("ls-remote", repositoryUrl(arcodange, "crds"));
      expect(other).toMatchObject({ status: 128, stderr: expect.stringMatching(/not found/i) });
    });

    test("takes a new token without a restart", async () => {
      tokens.push(await giveToken());
      const before = await rounds("noop");
      await eventually("two rounds", async () => ((await rounds("noop")) > before + 1 ? undefined : "not yet"));
      await endOlderTokens(access(), ACCOUNT, TOKEN);
      write(front, "<h1>Third</h1>");
      await commitAndPush(gitea, lab, source, "test: third");
      await eventually("the third front page is there", () => shows("/", "Third"));
    });

    test("keeps its pages while Gitea is away, counts that as its alert does, and goes on afterwards", async () => {
      const failed = await rounds("error");
      await gitea.stop();
      await eventually("rounds fail", async () => ((await rounds("error")) > failed + 1 ? undefined : "none failed"));
      expect(await shows("/", "Third")).toBeUndefined();
      for (const container of CONTAINERS) expect(await pod.probed(container, "readinessProbe")).toBe(200);
      const heard = await rounds("noop");
      await gitea.restart();
      await eventually("rounds succeed", async () => ((await rounds("noop")) > heard ? undefined : "none succeeded"));
    });

    test("measures what its alert asks for", async () => {
      const measured = await (await fetch(`${pod.address("metrics")}/metrics`)).text();
      const asked = siteAlerts().flatMap(({ expr }) => [...expr.matchAll(/\w+_total/g)].map(([name]) => name));
      expect(asked.length).toBeGreaterThan(0);
      for (const name of asked) expect(measured).toContain(`# TYPE ${name} counter`);
    });

    test("keeps its token to itself", () => {
      const secrets = new Map(tokens.map((token, index) => [token, `token ${index + 1}`]));
      const media = [
        { name: "the log", text: readFileSync(gitSync.log, "utf8") },
        { name: "the arguments", text: readFileSync(`/proc/${gitSync.pid}/cmdline`, "latin1") },
        filesMedium("the pages", pod.volume("pages"), path => !lstatSync(path).isSymbolicLink()),
        filesMedium("its own folder", pod.volume("tmp"), () => true),
      ];
      expect(leaks(secrets, media)).toEqual([]);
    });

    test("says why it reads nothing, in the words that its page explains", async () => {
      const said = () => readFileSync(gitSync.log, "utf8");
      const says = async (words: string) => {
        expect(page).toContain(`**"${words}"**`);
        await eventually(`it says "${words}"`, async () => (said().includes(words) ? undefined : "it does not"));
      };
      await endAllTokens();
      await says("Authentication failed");

      await gitSync.stop();
      const stranger = authority(join(folder, "stranger")).certificate;
      const doubting = await pod.start("git-sync", { GIT_SSL_CAINFO: stranger });
      await says("server certificate verification failed");
      await doubting.stop();
    });

    /** Gives the pod a new token of the account, as the secrets operator does. */
    async function giveToken(): Promise<string> {
      const token = await newToken(access(), ACCOUNT, TOKEN, ["read:repository"]);
      writeFileSync(join(pod.volume("login"), "token"), token);
      return token;
    }

    /** Leaves the pod with a token that Gitea no longer knows. */
    async function endAllTokens(): Promise<void> {
      await newToken(access(), ACCOUNT, TOKEN, ["read:repository"]);
      await endOlderTokens(access(), ACCOUNT, TOKEN);
    }

    function access() {
      return { url: gitea.url.replace(/\/$/, ""), token: gitea.token };
    }

    function write(path: string, text: string): void {
      const file = join(source, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }

    /** What is in the way of a page that holds these words. */
    async function shows(path: string, words: string): Promise<string | undefined> {
      const response = await fetch(pod.address("http") + path);
      const text = await response.text();
      return text.includes(words) ? undefined : `${path} answers ${response.status}: ${text.slice(0, 100)}`;
    }

    /** How many rounds of git-sync ended so. */
    async function rounds(status: string): Promise<number> {
      const measured = await (await fetch(`${pod.address("metrics")}/metrics`)).text();
      return Number(new RegExp(`^git_sync_count_total{status="${status}"} (\\d+)$`, "m").exec(measured)?.[1] ?? 0);
    }

    /** Runs git in the source as the account, with the token that it has now. */
    function asAccount(...words: string[]) {
      const env = gitEnvironment({ ...gitea, administrator: ACCOUNT, token: tokens.at(-1) as string });
      const { status, stdout, stderr } = spawnSync("git", words, { cwd: source, env, encoding: "utf8" });
      return { status, stdout, stderr };
    }
  },
);
