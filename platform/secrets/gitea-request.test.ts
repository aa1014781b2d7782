import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import { giteaList, giteaRequest } from "./gitea-request.ts";

const token = "a token of this test alone";
const secret = { data: "a secret of this test alone" };

let server: Server | undefined;

afterEach(() => {
  server?.close();
  server = undefined;
});

describe("giteaRequest()", () => {
  test.each([
    [401, '{"message":"invalid username, password or token"}', "it does not know the token, make a new one in Gitea"],
    [403, '{"message":"required=[write:admin]"}', "the token may not do that (required=[write:admin]), make one of"],
    [404, '{"message":"not found"}', "there is no such thing, apply the stack that makes it: lab tofu apply gitea"],
    [422, '{"message":"name is taken"}', "it answers 422: name is taken"],
    [502, "<html>bad gateway</html>", "it answers 502: <html>bad gateway</html>"],
    [302, "", "it sends elsewhere (/elsewhere), mend gitea.host of the cluster, or give what was renamed its name"],
  ])("says what a refusal with status %i means, and nothing of what was sent", async (status, answer, meaning) => {
    const url = await answering((_, response) => response.writeHead(status, { location: "/elsewhere" }).end(answer));
    const refused = giteaRequest({ url, token }, "PUT", "repos/org/erp/actions/secrets/KEY", secret);
    await expect(refused).rejects.toThrow(
      `Cannot PUT repos/org/erp/actions/secrets/KEY of Gitea at ${url}: ${meaning}`,
    );
    await expect(refused).rejects.not.toThrow("of this test alone");
  });

  test("shows nothing of a token that no header can hold", async () => {
    const url = await answering((_, response) => response.end("{}"));
    const broken = "half a token\nof this test alone";
    await expect(giteaRequest({ url, token: broken }, "GET", "user")).rejects.toThrow("it cannot be reached");
    await expect(giteaRequest({ url, token: broken }, "GET", "user")).rejects.not.toThrow(
      /half a token|of this test alone/,
    );
  });

  test.each(["message", "page"])("shows nothing of what was sent when a %s repeats it", async form => {
    const url = await answering(async (request, response) => {
      const said = `${request.headers.authorization} ${await text(request)}`;
      response.writeHead(400).end(form === "message" ? JSON.stringify({ message: said }) : `<pre>${said}</pre>`);
    });
    const lines = { data: "first line of this test alone\nand the last" };
    const error: Error = await giteaRequest({ url, token }, "PUT", "repos/org/erp/actions/secrets/KEY", lines).then(
      () => expect.fail("it was not refused"),
      error => error,
    );
    expect(error.message).toContain("it answers 400: ");
    expect(error.message).not.toMatch(/of this test alone|the last/);
  });

  test.each([
    ["a page", "<!DOCTYPE html>"],
    ["half of an answer", '{"sha1": "5e5a"'],
    ["a bare value", "5e5a5e5a"],
  ])("says that %s is no answer of Gitea, and shows nothing of it", async (_, answer) => {
    const url = await answering((_, response) => response.end(answer));
    const error: Error = await giteaRequest({ url, token }, "POST", "users/bot/tokens", {}).then(
      () => expect.fail("it was taken for an answer"),
      error => error,
    );
    expect(error.message).toBe(
      `Cannot POST users/bot/tokens of Gitea at ${url}: what answers is no Gitea, mend gitea.host of the cluster`,
    );
  });

  test("says so when an answer breaks off", async () => {
    const url = await answering((_, response) => {
      response.writeHead(200, { "content-length": 100 }).write("{");
      setTimeout(() => response.destroy(), 50);
    });
    await expect(giteaRequest({ url, token }, "GET", "version")).rejects.toThrow(
      `Cannot GET version of Gitea at ${url}: its answer breaks off (`,
    );
  });

  test("finds nothing where a GET is answered with 404, or anything with no content", async () => {
    const url = await answering((request, response) => response.writeHead(request.method === "GET" ? 404 : 204).end());
    expect(await giteaRequest({ url, token }, "GET", "orgs/ghost")).toBeUndefined();
    expect(await giteaRequest({ url, token }, "DELETE", "orgs/ghost")).toBeUndefined();
  });

  test("says which address does not answer, and where it is written", async () => {
    const url = await answering(() => {});
    server?.close();
    await expect(giteaRequest({ url, token }, "GET", "version")).rejects.toThrow(
      `Cannot GET version of Gitea at ${url}: it cannot be reached (ECONNREFUSED), start it or mend gitea.host`,
    );
  });

  test("logs in as an account with its password", async () => {
    let shown: string | undefined;
    const url = await answering((request, response) => {
      shown = request.headers.authorization;
      response.end("{}");
    });
    await giteaRequest({ url, account: "bot", password: "word" }, "GET", "user");
    expect(shown).toBe(`Basic ${Buffer.from("bot:word").toString("base64")}`);
  });
});

test("giteaList() reads every page", async () => {
  const url = await answering((request, response) => {
    const page = Number(new URL(request.url ?? "", "http://gitea").searchParams.get("page"));
    response.end(JSON.stringify(page <= 2 ? [page] : []));
  });
  expect(await giteaList({ url, token }, "orgs/org/hooks")).toEqual([1, 2]);
});

async function answering(answer: RequestListener): Promise<string> {
  server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
