import { execFile } from "node:child_process";
import { createPublicKey, generateKeyPairSync, type KeyObject, verify } from "node:crypto";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isOnPath } from "./is-on-path.ts";

const SCRIPT = join(import.meta.dirname, ".gitea/vault-login.sh");
const PROGRAMS = ["openssl", "curl"] as const;
const SHELLS = ["sh", "dash", "busybox sh", "bash"];

/** What the login gives. */
const TOKEN = "hvb.the-token-of-this-test";

const { publicKey, privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

/** A login as Vault was asked for it. */
interface Login {
  readonly path: string;
  readonly role: string;
  readonly jwt: string;
}

let folder: string;
let server: Server;
let url: string;
let logins: Login[];
let answer: { status: number; body: object; indent?: number };

describe.skipIf(!PROGRAMS.every(isOnPath))("vault-login.sh (needs openssl and curl)", () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "vault-login-"));
    server = createServer(async (request, response) => {
      logins.push({ path: request.url ?? "", ...JSON.parse(await text(request)) });
      response.writeHead(answer.status).end(JSON.stringify(answer.body, undefined, answer.indent));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    logins = [];
    answer = { status: 200, body: { request_id: "1", auth: { client_token: TOKEN, accessor: "", renewable: false } } };
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  describe.each(SHELLS)("run by %s", shell => {
    test.skipIf(!isOnPath(programOf(shell)))(
      "says whose workflow it is, signed with the key of the repository",
      async () => {
        const before = Math.floor(Date.now() / 1000);
        expect((await login(shell)).stdout).toBe(`${TOKEN}\n`);
        const [{ path, role, jwt }] = logins as [Login];
        expect({ path, role }).toEqual({ path: "/v1/auth/gitea/erp/login", role: "gitea_cicd_erp" });
        const { header, claims } = verified(jwt, createPublicKey(publicKey));
        expect(header).toEqual({ alg: "RS256", typ: "JWT" });
        const { iat, nbf, exp, ...others } = claims;
        expect(others).toEqual({
          iss: "https://gitea.arcodange.lab/arcodange-org/erp",
          sub: "repo:arcodange-org/erp:ref:refs/heads/main",
          aud: url,
          repository: "arcodange-org/erp",
          ref: "refs/heads/main",
          actor: "somebody",
        });
        expect(iat).toBeGreaterThanOrEqual(before);
        expect([nbf, exp]).toEqual([iat, Number(iat) + 300]);
      },
    );
  });

  test("keeps claims apart, whatever a branch is named", async () => {
    const ref = 'refs/heads/a","repository":"arcodange-org/webapp","x":"';
    await login("sh", { GITHUB_REF: ref });
    expect(verified((logins[0] as Login).jwt, createPublicKey(publicKey)).claims).toMatchObject({
      ref,
      repository: "arcodange-org/erp",
    });
  });

  test("shows key and token to no other program, in arguments or environment, and the token to who masks it", async () => {
    const { record, env } = recorded();
    const { stderr } = await login("sh", env);
    const seen = readFileSync(record, "utf8");
    expect(seen).toContain("-binary"); // of openssl
    expect(seen).toContain("/v1/auth/gitea/erp/login"); // of curl
    for (const line of [...privateKey.trim().split("\n").slice(1, -1), TOKEN, (logins[0] as Login).jwt]) {
      expect(seen).not.toContain(line);
    }
    expect(stderr).toBe(`::add-mask::${TOKEN}\n`);
  });

  test.each([
    ["VAULT_KEY", `give it to the step as \${{ secrets.VAULT_KEY }}; lab secrets make makes it`],
    ["VAULT_ADDR", `give it to the step as \${{ vars.VAULT_ADDR }}; lab tofu apply gitea makes it`],
    ["VAULT_MOUNT", `give it to the step as \${{ vars.VAULT_MOUNT }}`],
    ["VAULT_ROLE", `give it to the step as \${{ vars.VAULT_ROLE }}`],
  ])("says where %s comes from where it is empty", async (name, remedy) => {
    const { stderr } = await refused({ [name]: "" });
    expect(stderr).toContain(`Cannot log in to Vault from arcodange-org/erp: ${name} is empty, ${remedy}`);
    expect(logins).toEqual([]);
  });

  test("refuses what is no key, without showing it", async () => {
    const { stderr } = await refused({ VAULT_KEY: "open sesame" });
    expect(stderr).toContain(
      "VAULT_KEY is no private key in PEM, make another: lab secrets rotate auth/gitea/erp/config",
    );
    expect(stderr).not.toContain("sesame");
  });

  test("finds the token in an answer that something on the way has set out anew, and shows it to who masks it alone", async () => {
    answer = { ...answer, indent: 2 };
    expect(await login("sh")).toEqual({ stdout: `${TOKEN}\n`, stderr: `::add-mask::${TOKEN}\n` });
  });

  test("repeats what Vault objects to", async () => {
    answer = { status: 400, body: { errors: ["error validating token: invalid issuer (iss) claim"] } };
    const { stdout, stderr } = await refused({});
    expect(stdout).toBe("");
    expect(stderr).toContain(`${url} refuses, for role gitea_cicd_erp at auth/gitea/erp: {"errors":["error validating`);
  });

  test("says so where nobody answers", async () => {
    const { stderr } = await refused({ VAULT_ADDR: "http://127.0.0.1:1" });
    expect(stderr).toContain("http://127.0.0.1:1 does not answer, is Vault up");
  });
});

type Env = Readonly<Record<string, string>>;

/** Runs the script as a step of a workflow would. */
async function login(shell: string, env: Env = {}): Promise<{ stdout: string; stderr: string }> {
  const words = [...shell.split(" ").slice(1), SCRIPT];
  return promisify(execFile)(programOf(shell), words, { env: { PATH: process.env.PATH, ...step(), ...env } });
}

function programOf(shell: string): string {
  return shell.split(" ")[0] as string;
}

async function refused(env: Env): Promise<{ stdout: string; stderr: string }> {
  return login("sh", env).then(
    () => expect.unreachable("it logged in"),
    (error: { stdout: string; stderr: string }) => error,
  );
}

function step(): Env {
  return {
    GITHUB_SERVER_URL: "https://gitea.arcodange.lab",
    GITHUB_REPOSITORY: "arcodange-org/erp",
    GITHUB_REF: "refs/heads/main",
    GITHUB_ACTOR: "somebody",
    VAULT_ADDR: url,
    VAULT_MOUNT: "gitea/erp",
    VAULT_ROLE: "gitea_cicd_erp",
    VAULT_KEY: privateKey,
  };
}

/** A PATH by which the arguments and the environment of each program are written down before it runs. */
function recorded(): { record: string; env: Env } {
  const programs = join(folder, "programs");
  const record = join(folder, "record");
  mkdirSync(programs);
  for (const name of [...PROGRAMS, "sed", "tr", "date"]) {
    const file = join(programs, name);
    writeFileSync(file, `#!/bin/sh\n{ printf '%s\\n' "$@"; env; } >> '${record}'\nPATH=$REST exec ${name} "$@"\n`);
    chmodSync(file, 0o755);
  }
  const rest = process.env.PATH ?? "";
  return { record, env: { PATH: `${programs}${delimiter}${rest}`, REST: rest } };
}

/** @throws {Error} when nobody with that key has signed it */
function verified(jwt: string, key: KeyObject) {
  const [header = "", claims = "", signature = ""] = jwt.split(".");
  if (!verify("RSA-SHA256", Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, "base64url"))) {
    throw new Error("The signature is not of this key");
  }
  return { header: decoded(header), claims: decoded(claims) };
}

function decoded(part: string): Record<string, unknown> {
  expect(part).toMatch(/^[\w-]+$/); // base64url without padding, by RFC 7515
  return JSON.parse(Buffer.from(part, "base64url").toString());
}
