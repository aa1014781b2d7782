import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isOnPath } from "./is-on-path.ts";

const SCRIPT = join(import.meta.dirname, ".gitea/vault-read.sh");

let server: Server;
let url: string;
let asked: { readonly path: string | undefined; readonly token: unknown }[];
let answer: { status: number; body: string };

describe.skipIf(!isOnPath("curl"))("vault-read.sh (needs curl)", () => {
  beforeAll(async () => {
    server = createServer(({ url: path, headers }, response) => {
      asked.push({ path, token: headers["x-vault-token"] });
      response.writeHead(answer.status).end(`${answer.body}\n`);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    asked = [];
    answer = secret({
      username: "ci",
      token: "0123456789abcdef",
      key: "-----BEGIN\nKEY",
      "token-2": "fedcba9876543210",
    });
  });
  afterAll(() => server.close());

  test("prints one value of a secret of the app, and has it masked", async () => {
    expect(await read("registry", "token")).toEqual({
      stdout: "0123456789abcdef\n",
      stderr: "::add-mask::0123456789abcdef\n",
    });
    expect(asked).toEqual([{ path: "/v1/ci/data/erp/registry", token: "hvb.token" }]);
  });

  test("tells keys apart that begin alike, and masks no short word", async () => {
    expect((await read("registry", "token-2")).stdout).toBe("fedcba9876543210\n");
    expect(await read("registry", "username")).toEqual({ stdout: "ci\n", stderr: "" });
  });

  test("says what is missing, and how to write it", async () => {
    expect(await failure("registry", "ghost")).toBe(
      "Cannot read ghost of ci/data/erp/registry in Vault: it is not there, write it: vault kv patch ci/erp/registry ghost=-\n",
    );
    answer = { status: 404, body: '{"errors":[]}' };
    expect(await failure("registry", "token")).toContain(
      "nothing is there, lab secrets make makes registry and lab; else: vault kv put ci/erp/registry token=-",
    );
  });

  test("refuses a value that it would have to decode, without showing it", async () => {
    const words = await failure("registry", "key");
    expect(words).toContain("write it in base64");
    expect(words).not.toContain("BEGIN");
  });

  test("says that the token may not, and what else Vault answers", async () => {
    answer = { status: 403, body: '{"errors":["permission denied"]}' };
    expect(await failure("registry", "token")).toContain("read what is below ci/data/erp/");
    answer = { status: 503, body: '{"errors":["Vault is sealed"]}' };
    expect(await failure("registry", "token")).toContain("it answers 503");
  });

  test("says so where nobody answers", async () => {
    expect(await failure("registry", "token", "http://127.0.0.1:1")).toContain("http://127.0.0.1:1 does not answer");
  });
});

/** As a KV engine of version 2 answers. */
function secret(data: Readonly<Record<string, string>>) {
  const metadata = { created_time: "2026-01-01T00:00:00Z", custom_metadata: null, deletion_time: "", version: 1 };
  return { status: 200, body: JSON.stringify({ request_id: "1", data: { data, metadata }, mount_type: "kv" }) };
}

function read(name: string, key: string, address = url): Promise<{ stdout: string; stderr: string }> {
  const env = { GITHUB_REPOSITORY: "arcodange-org/erp", VAULT_ADDR: address, VAULT_TOKEN: "hvb.token" };
  return promisify(execFile)("sh", [SCRIPT, name, key], { env: { PATH: process.env.PATH, ...env } });
}

async function failure(...words: Parameters<typeof read>): Promise<string> {
  return read(...words).then(
    () => expect.unreachable("it was read"),
    ({ stdout, stderr }: { stdout: string; stderr: string }) => {
      expect(stdout).toBe("");
      return stderr;
    },
  );
}
