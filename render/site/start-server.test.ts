import { request } from "node:http";
import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { fileAnswer } from "./answer.ts";
import { type Running, startServer } from "./start-server.ts";

const running: Running[] = [];
afterEach(() => running.splice(0).forEach(server => void server.stop()));

/** A server that says which path it was asked for. */
async function start(answerTo = async (path: string) => fileAnswer("page.html", path)): Promise<URL> {
  const server = await startServer(answerTo, 0);
  running.push(server);
  return new URL(server.address);
}

interface Got {
  readonly status: number | undefined;
  readonly headers: Record<string, unknown>;
  readonly text: string;
}

/** Asks as no browser would: with any path, method and name. */
function ask({ port }: URL, path: string, options: { method?: string; host?: string } = {}): Promise<Got> {
  const { method = "GET", host = `127.0.0.1:${port}` } = options;
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, method, headers: { Host: host } }, response => {
      let text = "";
      response.on("data", chunk => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    asked.on("error", reject).end();
  });
}

test("startServer() answers on this machine's own address only", async () => {
  const address = await start();
  expect(address.hostname).toBe("127.0.0.1");
  const other = connect(Number(address.port), "127.0.0.2");
  const outcome = await new Promise(resolve => {
    other
      .once("connect", () => resolve("connected"))
      .once("error", error => resolve((error as { code?: string }).code));
  });
  other.destroy();
  expect(outcome).toBe("ECONNREFUSED");
});

test("startServer() answers for the names of this machine, and for no other", async () => {
  const address = await start();
  for (const name of ["127.0.0.1", "localhost"]) {
    expect(await ask(address, "/a", { host: `${name}:${address.port}` })).toMatchObject({ status: 200, text: "/a" });
  }
  for (const host of ["evil.example", `evil.example:${address.port}`, "127.0.0.1", "localhost:1"]) {
    const { status, text } = await ask(address, "/a", { host });
    expect({ host, status }).toEqual({ host, status: 421 });
    expect(text).not.toContain("/a");
  }
});

test("startServer() makes no path lead above its root", async () => {
  const address = await start();
  for (const path of ["/../../etc/passwd", "/a/../../b", "/%2e%2e/%2e%2e/b", "//evil.example/b"]) {
    expect((await ask(address, path)).text).toMatch(/^\/(?:etc\/passwd|b)$/);
  }
  expect(await ask(address, "/%ff")).toMatchObject({ status: 400 });
});

test("startServer() only shows: it takes no other method, and gives HEAD no text", async () => {
  const address = await start();
  for (const method of ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
    expect(await ask(address, "/", { method })).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
  expect(await ask(address, "/", { method: "HEAD" })).toMatchObject({ status: 200, text: "" });
});

test("startServer() lets no other page frame, read or guess what it gives, and keeps nothing", async () => {
  const { headers } = await ask(await start(), "/");
  expect(headers).toMatchObject({
    "content-type": "text/html; charset=utf-8",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
  });
  expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; .*frame-ancestors 'none'$/);
});

test("startServer() says what failed, as text, and goes on", async () => {
  let count = 0;
  const address = await start(async path => {
    count += 1;
    if (count === 1) throw new Error("<b>broken</b>");
    return fileAnswer("page.html", path);
  });
  expect(await ask(address, "/")).toMatchObject({
    status: 500,
    text: "<b>broken</b>\n",
    headers: { "content-type": "text/plain; charset=utf-8" },
  });
  expect((await ask(address, "/")).status).toBe(200);
});

test("startServer() refuses a port that somebody has", async () => {
  const { port } = await start();
  await expect(startServer(async path => fileAnswer("page.html", path), Number(port))).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
});
