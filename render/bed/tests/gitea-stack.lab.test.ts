import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stackFolder } from "../../../platform/naming.ts";
import { newToken } from "../../../platform/secrets/gitea-accounts.ts";
import { giteaRequest } from "../../../platform/secrets/gitea-request.ts";
import type { Account } from "../../../platform/tofu/gitea/accounts.ts";
import { repositoryFolder } from "../../repository.ts";
import { eventually } from "../eventually.ts";
import { Parts } from "../process/parts.ts";
import { program } from "../program/program.ts";
import { authority } from "../servers/authority.ts";
import { type Gitea, startGitea } from "../servers/gitea.ts";
import { giteaApi } from "../servers/gitea-api.ts";
import { giteaInventory } from "../servers/gitea-inventory.ts";
import { type GiteaFacts, giteaFacts, makeGiteaObjects } from "../servers/gitea-objects.ts";
import { commitAndPush, git } from "../servers/gitea-repositories.ts";
import { startPostgres } from "../servers/postgres.ts";
import { whyNoProviders } from "../servers/provider-mirror.ts";
import { loopbackSite } from "../site.ts";

const PROVIDER = "go-gitea/gitea";
const facts = giteaFacts("arcodange");
const { organisation, repository } = facts;
const lab = `${organisation}/${repository}`;

/** Scopes of the tokens that programs get. */
const scopes: Readonly<Record<string, readonly string[]>> = {
  argocd: ["read:repository"],
  bump: ["write:repository"],
  ci: ["write:package", "write:repository"],
  "image-updater": ["read:package", "write:repository"],
  nodes: ["read:package"],
  site: ["read:repository"],
};

interface Way {
  readonly title: string;
  readonly obstacle: string | undefined;
  readonly make: (gitea: Gitea, folder: string) => Promise<void>;
}

const stack: Way = {
  title: "the stack gitea, with its real provider,",
  obstacle: whyNoProviders(PROVIDER),
  make: applyStack,
};
const objects: Way = {
  title: "makeGiteaObjects()",
  obstacle: undefined,
  async make(gitea) {
    await makeGiteaObjects(gitea.api, facts);
    const inventory = await giteaInventory(gitea, facts);
    await makeGiteaObjects(gitea.api, facts); // makes nothing twice, and mends nothing that was right
    expect(await giteaInventory(gitea, facts)).toEqual(inventory);
  },
};

/** What is there after each way, by title. */
const inventories = new Map<string, unknown>();

for (const { title, obstacle, make } of [objects, stack]) {
  const note = obstacle === undefined ? "" : ` (not tried: ${obstacle})`;
  describe.skipIf(obstacle !== undefined)(
    `${title} lets programs do what they are for, and nothing else:${note}`,
    () => {
      const parts = new Parts();
      const trusted = getCACertificates("default");
      let folder: string;
      let gitea: Gitea;
      let source: string;
      let tokens: Readonly<Record<string, string>>;

      beforeAll(async () => {
        folder = mkdtempSync(join(tmpdir(), "bed-"));
        const postgres = parts.add(await startPostgres(folder));
        const trust = authority(join(folder, "authority"));
        gitea = parts.add(await startGitea(folder, { postgres, authority: trust, site: await loopbackSite() }));
        setDefaultCACertificates([...trusted, readFileSync(gitea.certificate, "utf8")]);
        await make(gitea, folder);
        inventories.set(title, await giteaInventory(gitea, facts));
        const access = { url: gitea.url.replace(/\/$/, ""), token: gitea.token };
        const entries = Object.keys(facts.accounts).map(
          async account => [account, await newToken(access, account, "lab", scopes[account] ?? [])] as const,
        );
        tokens = Object.fromEntries(await Promise.all(entries));
        source = join(folder, "source");
        mkdirSync(source);
        writeFileSync(join(source, "a.txt"), "a\n");
      });

      afterAll(async () => {
        setDefaultCACertificates(trusted);
        await parts.stop();
        rmSync(folder, { recursive: true });
      });

      test("an owner pushes the first commit of main, and a program no other", async () => {
        await commitAndPush(gitea, lab, source, "test: first");
        await git(gitea, source, "commit", "--quiet", "--allow-empty", "--message=test: second");
        for (const account of ["bump", "image-updater"]) {
          const pushed = git(as(account), source, "push", "--quiet", address(repository), "HEAD:refs/heads/main");
          await expect(pushed, account).rejects.toThrow("Not allowed to push to protected branch");
        }
      });

      test("the Image Updater pushes branches, and pushes them anew", async () => {
        for (const message of ["once", "twice"]) {
          await git(gitea, source, "commit", "--quiet", "--amend", "--allow-empty", `--message=test: ${message}`);
          const branch = "HEAD:refs/heads/bump/erp";
          await git(as("image-updater"), source, "push", "--quiet", "--force", address(repository), branch);
        }
        const pushed = git(as("image-updater"), source, "push", "--quiet", address("crds"), "HEAD:refs/heads/main");
        await expect(pushed).rejects.toThrow(/not found|403|denied/i);
      });

      test("only who merges for it merges, once the gate has passed", async () => {
        const api = (account: string) => giteaApi(gitea.url, gitea.certificate, tokens[account] as string);
        const proposal = { head: "bump/erp", base: "main", title: "test: bump" };
        let number = 0;
        await eventually("Gitea sees the branch that was pushed", async () => {
          number = (await api("bump")<{ number: number }>("POST", `/repos/${lab}/pulls`, proposal)).number;
          return undefined;
        });
        const merge = async (account: string) => {
          await eventually("Gitea has looked for conflicts", async () => {
            const { mergeable } = await gitea.api<{ mergeable: boolean }>("GET", `/repos/${lab}/pulls/${number}`);
            return mergeable ? undefined : "it has not";
          });
          await api(account)("POST", `/repos/${lab}/pulls/${number}/merge`, { do: "squash" });
        };
        await expect(merge("bump")).rejects.toThrow("Not all required status checks successful");
        const commit = await git(gitea, source, "rev-parse", "HEAD");
        const passed = { context: "check / gate (push)", state: "success" };
        await api("bump")("POST", `/repos/${lab}/statuses/${commit}`, passed);
        await expect(merge("image-updater")).rejects.toThrow("not allowed to merge");
        await eventually("it is merged", () => merge("bump").then(() => undefined)); // Gitea may say to try again later
      });

      test("Argo CD reads what it deploys, and no app's source", async () => {
        const read = (name: string) => git(as("argocd"), source, "ls-remote", address(name));
        for (const name of Object.keys(facts.accounts.argocd?.repositories ?? {})) {
          expect(await read(name).then(() => name)).toBe(name);
        }
        await expect(read("erp")).rejects.toThrow(/not found/i);
        await expect(
          git(as("argocd"), source, "push", "--quiet", address("crds"), "HEAD:refs/heads/main"),
        ).rejects.toThrow(/403|denied/i);
      });

      test("workflows push packages, nodes and the Image Updater read them, and nobody else", async () => {
        const answers = async (method: "PUT" | "GET", account: string) => {
          const url = `${gitea.url}api/packages/${organisation}/generic/sample/1.0.0/sample.txt`;
          const login = Buffer.from(`${account}:${tokens[account]}`).toString("base64");
          const body = method === "PUT" ? "sample" : undefined;
          return (await fetch(url, { method, headers: { authorization: `Basic ${login}` }, ...(body && { body }) }))
            .status;
        };
        for (const account of ["nodes", "image-updater", "argocd", "bump", "site"]) {
          expect(await answers("PUT", account), account).toBeOneOf([401, 403]);
        }
        expect(await answers("PUT", "ci")).toBe(201);
        for (const account of ["ci", "nodes", "image-updater"])
          expect(await answers("GET", account), account).toBe(200);
        for (const account of ["argocd", "bump", "site"])
          expect(await answers("GET", account), account).toBeOneOf([401, 403, 404]);
      });

      test("workflows of apps start those of the lab, and have no right to its code", async () => {
        const token = { url: gitea.url.replace(/\/$/, ""), token: tokens.ci as string };
        const workflows = await giteaRequest<object>(token, "GET", `repos/${lab}/actions/workflows`);
        expect(workflows).toMatchObject({ total_count: 0 });
        await expect(git(as("ci"), source, "ls-remote", address(repository))).rejects.toThrow(/not found|403|denied/i);
        await expect(giteaRequest(token, "PUT", `repos/${lab}/actions/secrets/MINE`, { data: "x" })).rejects.toThrow(
          "the token may not do that",
        );
      });

      /** Git as a program's account. */
      function as(account: string) {
        return { ...gitea, administrator: account, token: tokens[account] as string };
      }

      function address(name: string): string {
        return `${gitea.url}${organisation}/${name}.git`;
      }
    },
  );
}

test.skipIf(stack.obstacle !== undefined)("makeGiteaObjects() makes what the stack makes", () => {
  expect(inventories.size).toBe(2);
  expect(inventories.get(objects.title)).toEqual(inventories.get(stack.title));
});

/** Applies the stack, lets it settle, and plans another app and another environment. */
async function applyStack(gitea: Gitea, folder: string): Promise<void> {
  const own = { ...facts, gitea_url: gitea.url.replace(/\/$/, "") };
  const tofu = copyOfStack(gitea, folder);
  await tofu("init");
  await tofu("apply", "-auto-approve", told(folder, own));
  await tofu("plan", "-detailed-exitcode", told(folder, own)); // fails when it finds anything to do
  await tofu("plan", "-out=more", told(folder, withApp(own, "wiki")));
  expect(changesOf(await tofu("show", "-json", "more")).map(({ actions }) => actions)).toEqual(
    Array(5).fill(["create"]),
  );
}

/** With an app that brings its own chart, which Argo CD reads. */
function withApp(own: GiteaFacts, app: string): GiteaFacts {
  const { argocd } = own.accounts as { argocd: Account };
  return {
    ...own,
    repositories: { ...own.repositories, [app]: `App ${app}` },
    accounts: { ...own.accounts, argocd: { ...argocd, repositories: { ...argocd.repositories, [app]: "read" } } },
    ci: { ...own.ci, [app]: { mount: `gitea/${app}`, role: `gitea_cicd_${app}` } },
  };
}

function told(folder: string, values: object): string {
  const file = join(folder, "variables.json");
  writeFileSync(file, JSON.stringify(values));
  return `-var-file=${file}`;
}

function changesOf(plan: string) {
  const { resource_changes: changes } = JSON.parse(plan) as {
    resource_changes: readonly { readonly address: string; readonly change: { readonly actions: readonly string[] } }[];
  };
  return changes
    .map(({ address, change }) => ({ address, actions: change.actions }))
    .filter(({ actions }) => actions[0] !== "no-op");
}

/** The stack with its state in a file, and a function that runs tofu in it. */
function copyOfStack(gitea: Gitea, folder: string): (command: string, ...words: string[]) => Promise<string> {
  const copy = join(folder, "tofu");
  cpSync(join(repositoryFolder, stackFolder("gitea")), copy, { recursive: true, dereference: true });
  writeFileSync(join(copy, "backend_override.tf"), 'terraform {\n  backend "local" {}\n}\n');
  const [file, ...first] = program("tofu");
  const env = {
    ...{ GITEA_TOKEN: gitea.token, SSL_CERT_FILE: gitea.certificate },
    ...{ CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", TF_VAR_state_passphrase: "a passphrase of this test alone" },
  };
  return async (command, ...words) => {
    const all = [...first, command, ...(command === "show" ? [] : ["-input=false"]), "-no-color", ...words];
    const running = promisify(execFile)(file, all, { cwd: copy, env: { ...process.env, ...env }, maxBuffer: 1 << 26 });
    const { stdout } = await running.catch((error: { stdout: string; stderr: string }) => {
      throw new Error(`tofu ${command}: ${error.stdout}${error.stderr}`);
    });
    return stdout;
  };
}
