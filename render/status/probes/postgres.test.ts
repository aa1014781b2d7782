import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { whyRefused } from "./postgres.ts";

async function against(answer: (socket: Socket) => void) {
  const server = createServer(socket => socket.once("data", () => answer(socket))).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    return await whyRefused("127.0.0.1", (server.address() as AddressInfo).port);
  } finally {
    server.close();
  }
}

describe("whyRefused()", () => {
  test.each(["S", "N"])("takes the answer %s for a server that accepts connections", async answer => {
    expect(await against(socket => socket.end(answer))).toBeUndefined();
  });

  test("says that it refuses when it answers with an error, as it does while it starts", async () => {
    expect(await against(socket => socket.end("E\0\0\0 the database system is starting up"))).toBe(
      "it refuses connections",
    );
  });

  test("says that it closes connections", async () => {
    expect(await against(socket => socket.end())).toBe("it closes connections");
  });

  test("says that nothing listens", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, "close");
    expect(await whyRefused("127.0.0.1", port)).toBe("it cannot be reached (ECONNREFUSED)");
  });
});
