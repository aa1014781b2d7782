import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import { VaultRefusal, vaultRequest } from "./vault-request.ts";

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

/** A server that answers as it is told; what a real Vault answers is tried in render/secrets/secrets.lab.test.ts. */
async function answering(
  answer: (response: ServerResponse, path: string, request: IncomingMessage) => void,
): Promise<string> {
  server = createServer((request, response) => answer(response, request.url ?? "", request)).listen(0, "127.0.0.1");
  await new Promise(resolve => server?.once("listening", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const ask = (url: string, body?: object) => vaultRequest({ url, token: "s.token" }, "POST", "kvv2/data/a/b", body);
const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "none",
    (error: Error) => error.message,
  );

describe("vaultRequest()", () => {
  test("shows nothing of a token that no header can hold", async () => {
    const url = await answering(response => response.end("{}"));
    const broken = "half a token\nof this test alone";
    await expect(vaultRequest({ url, token: broken }, "GET", "sys/health")).rejects.toThrow("it cannot be reached");
    await expect(vaultRequest({ url, token: broken }, "GET", "sys/health")).rejects.not.toThrow(
      /half a token|of this test alone/,
    );
  });

  test("follows nobody elsewhere with the token, and says where it was sent", async () => {
    const asked: string[] = [];
    const url = await answering((response, path) => {
      asked.push(path);
      response.writeHead(307, { location: `${path}/elsewhere` }).end();
    });
    expect(await failureOf(ask(url))).toContain(
      "it sends elsewhere, write /v1/kvv2/data/a/b/elsewhere into VAULT_ADDR",
    );
    expect(asked).toEqual(["/v1/kvv2/data/a/b"]);
  });

  test("says nothing of what it sent when whoever answers repeats no JSON", async () => {
    const url = await answering(response => response.writeHead(502).end("<html>Bad Gateway</html>"));
    const failure = await failureOf(ask(url, { data: { password: "open sesame" } }));
    expect(failure).toBe(`Cannot POST kvv2/data/a/b of Vault at ${url}: it answers 502: <html>Bad Gateway</html>`);
  });

  test("says so when a page answers where Vault should", async () => {
    const url = await answering(response => response.writeHead(200).end("<html>Welcome</html>"));
    expect(await failureOf(ask(url))).toContain("what answers is no Vault, mend VAULT_ADDR");
  });

  test("shows nothing of what it sent when the answer repeats it", async () => {
    const url = await answering((response, _, request) => {
      text(request).then(said => response.writeHead(400).end(JSON.stringify({ errors: [`cannot take ${said}`] })));
    });
    const failure = await failureOf(ask(url, { data: { password: 'open "sesame"' } }));
    expect(failure).toContain("it answers 400: cannot take {");
    expect(failure).not.toContain("sesame");
  });

  test("says so when an answer breaks off", async () => {
    const url = await answering(response => {
      response.writeHead(200, { "content-length": 100 }).write("{");
      setTimeout(() => response.destroy(), 50);
    });
    expect(await failureOf(ask(url))).toContain("its answer breaks off (");
  });

  test("gives the status of a refusal", async () => {
    const url = await answering(response => response.writeHead(400).end('{"errors":["no"]}'));
    await expect(ask(url)).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining("it answers 400: no"),
    });
    await expect(ask(url)).rejects.toBeInstanceOf(VaultRefusal);
  });

  test("says when nobody is there", async () => {
    const url = await answering(() => {});
    await new Promise(resolve => server?.close(resolve));
    expect(await failureOf(ask(url))).toBe(
      `Cannot POST kvv2/data/a/b of Vault at ${url}: it cannot be reached (ECONNREFUSED), start it or mend VAULT_ADDR`,
    );
  });
});
