import { createHash, createHmac, createPublicKey } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { endOlderTokens, newToken } from "../../../platform/secrets/gitea-accounts.ts";
import { newSigningKey } from "../../../platform/secrets/gitea-actions.ts";
import { giveApplication } from "../../../platform/secrets/gitea-applications.ts";
import { squashMergesOnly } from "../../../platform/secrets/gitea-merges.ts";
import { giteaRequest } from "../../../platform/secrets/gitea-request.ts";
import { signWebhook } from "../../../platform/secrets/gitea-webhook.ts";
import { Parts } from "../process/parts.ts";
import type { Gitea } from "../servers/gitea.ts";
import { commitAndPush } from "../servers/gitea-repositories.ts";
import { startActionsBed } from "./actions-bed.ts";
import { endOfRun } from "./workflow-run.ts";

const { organisation } = arcodange.gitea;
const repository = `${organisation}/${arcodange.gitea.repository}`;

/** An account as the gitea stack makes it. */
const BOT = "argocd";
const FIRST_PASSWORD = "what the account began with";
const TOKEN = "lab argocd/gitea token";
const SCOPES = ["read:repository"];

const WORKFLOW = `on: push
jobs:
  show:
    runs-on: lab
    steps:
      - name: Show the public half
        env:
          VAULT_KEY: \${{ secrets.VAULT_KEY }}
        run: printf '%s' "$VAULT_KEY" | openssl pkey -pubout -outform DER | sha256sum | sed 's/^/fingerprint /'
`;

const parts = new Parts();
const trusted = getCACertificates("default");
let folder: string;
let gitea: Gitea;
let access: { url: string; token: string };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bed-"));
  gitea = await startActionsBed(folder, parts);
  setDefaultCACertificates([...trusted, readFileSync(gitea.certificate, "utf8")]);
  access = { url: gitea.url.replace(/\/$/, ""), token: gitea.token };
  const account = { username: BOT, email: `${BOT}@${arcodange.domain}`, password: FIRST_PASSWORD };
  await gitea.api("POST", "/admin/users", { ...account, must_change_password: false });
  await gitea.api("PUT", `/repos/${repository}/collaborators/${BOT}`, { permission: "read" });
});

afterAll(async () => {
  setDefaultCACertificates(trusted);
  await parts.stop();
  rmSync(folder, { recursive: true });
});

test("a token may do what its scopes say and its account may, and nothing else", async () => {
  const token = await newToken(access, BOT, TOKEN, SCOPES);
  expect(await as(token, "GET", `repos/${repository}`)).toBe("found");
  await expect(as(token, "PATCH", `repos/${repository}`)).rejects.toThrow("the token may not do that");
  await expect(as(token, "GET", "user")).rejects.toThrow("the token may not do that");
});

test("an older token works until it is ended, and those of another name go on working", async () => {
  const other = await newToken(access, BOT, `${TOKEN} too`, SCOPES);
  const older = await newToken(access, BOT, TOKEN, SCOPES);
  const newest = await newToken(access, BOT, TOKEN, SCOPES);
  expect(await as(older, "GET", `repos/${repository}`)).toBe("found");
  await endOlderTokens(access, BOT, TOKEN);
  await endOlderTokens(access, BOT, TOKEN);
  await expect(as(older, "GET", `repos/${repository}`)).rejects.toThrow("it does not know the token");
  for (const token of [newest, other]) expect(await as(token, "GET", `repos/${repository}`)).toBe("found");
});

test("the password that the account began with is worth nothing once it has a token", async () => {
  const login = { url: access.url, account: BOT, password: FIRST_PASSWORD };
  await expect(giteaRequest(login, "GET", "user")).rejects.toThrow("it does not know the token");
});

test("an account that is not there, or a scope that is none, is said with the stack to apply, or with Gitea's words", async () => {
  await expect(newToken(access, "ghost", TOKEN, SCOPES)).rejects.toThrow(
    `Cannot PATCH admin/users/ghost of Gitea at ${access.url}: there is no such thing, apply the stack that makes it`,
  );
  await expect(newToken(access, BOT, TOKEN, ["read:everything"])).rejects.toThrow(/it answers 400: .*scope/);
});

test("an application keeps its identifier, and its newest secret and addresses alone count", async () => {
  const first = await giveApplication(access, "grafana", ["https://grafana.old.lab/login"]);
  const second = await giveApplication(access, "grafana", ["https://grafana.arcodange.lab/login/generic_oauth"]);
  expect(second.id).toBe(first.id);
  expect(await exchange(first)).toBe("unauthorized_client: invalid client secret");
  expect(await exchange(second)).toBe("unauthorized_client: client is not authorized"); // by the code
  const applications = await gitea.api<object[]>("GET", "/user/applications/oauth2");
  expect(applications).toMatchObject([
    {
      name: "grafana",
      redirect_uris: ["https://grafana.arcodange.lab/login/generic_oauth"],
      confidential_client: true,
    },
  ]);
});

test("workflows get the private half of the newest key, and nobody else does", async () => {
  await newSigningKey(access, repository);
  const key = await newSigningKey(access, repository);
  const source = join(folder, "source");
  mkdirSync(join(source, ".gitea/workflows"), { recursive: true });
  writeFileSync(join(source, ".gitea/workflows/show.yaml"), WORKFLOW);
  const commit = await commitAndPush(gitea, repository, source, "test: show");
  const run = await endOfRun(gitea, repository, commit);
  expect(run, run.log).toMatchObject({ conclusion: "success" });
  const der = createPublicKey(key).export({ type: "spki", format: "der" });
  expect(run.log).toContain(`fingerprint ${createHash("sha256").update(der).digest("hex")}`);
  expect(await gitea.api("GET", `/repos/${repository}/actions/secrets`)).toMatchObject([{ name: "VAULT_KEY" }]);
});

test("one webhook tells of pushes to any repository, signed with the newest key", async () => {
  const receiver = createServer().listen(0, "127.0.0.1");
  await once(receiver, "listening");
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/api/webhook`;
  for (const key of ["first", "second"]) await signWebhook(access, organisation, url, key);
  expect(await gitea.api("GET", `/orgs/${organisation}/hooks`)).toHaveLength(1);
  const told = once(receiver, "request") as Promise<[IncomingMessage, { end(): void }]>;
  await commitAndPush(gitea, repository, join(folder, "source"), "test: tell [skip ci]");
  const [request, response] = await told;
  const body = await text(request);
  response.end();
  receiver.close();
  expect(request.headers["x-gogs-event"]).toBe("push"); // as which Argo CD knows it
  expect(request.headers["x-gitea-signature"]).toBe(createHmac("sha256", "second").update(body).digest("hex"));
});

test("pull requests are squashed, or not merged at all", async () => {
  await squashMergesOnly(access, repository);
  const file = { content: Buffer.from("a\n").toString("base64"), message: "test: a", new_branch: "a" };
  await gitea.api("POST", `/repos/${repository}/contents/a.txt`, { ...file, branch: "main" });
  const { number } = await gitea.api<{ number: number }>("POST", `/repos/${repository}/pulls`, {
    ...{ head: "a", base: "main", title: "test: a" },
  });
  const merge = (style: string) => gitea.api("POST", `/repos/${repository}/pulls/${number}/merge`, { do: style });
  for (const style of ["merge", "rebase", "rebase-merge", "fast-forward-only", "manually-merged"]) {
    await expect(merge(style), style).rejects.toThrow("it answers 405");
  }
  await merge("squash");
});

async function as(token: string, method: "GET" | "PATCH", path: string): Promise<"found" | "nothing"> {
  const answer = await giteaRequest({ url: access.url, token }, method, path, method === "PATCH" ? {} : undefined);
  return answer === undefined ? "nothing" : "found";
}

/** What Gitea objects to when an application shows a code that it never got. */
async function exchange({ id, secret }: { readonly id: string; readonly secret: string }): Promise<string> {
  const form = { grant_type: "authorization_code", client_id: id, client_secret: secret, code: "none" };
  const response = await fetch(`${access.url}/login/oauth/access_token`, {
    method: "POST",
    body: new URLSearchParams(form),
  });
  const { error, error_description: description } = (await response.json()) as Record<string, string>;
  return `${error}: ${description}`;
}
