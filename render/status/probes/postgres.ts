import { connect } from "node:net";
import type { Probe } from "../probe.ts";

/** An SSLRequest: length 8, then its code. A server that accepts connections answers S or N. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/**
 * PostgreSQL accepts connections.
 *
 * @see https://www.postgresql.org/docs/17/protocol-message-formats.html
 */
export const postgres: Probe = {
  name: "PostgreSQL",
  limitSeconds: 10,
  async look({ cluster }) {
    const { node, port } = cluster.postgres;
    const address = cluster.nodes[node]?.address ?? node;
    const problem = await whyRefused(address, port);
    if (problem === undefined) return [];
    const helps = "npx lab recover";
    return [{ level: "down", subject: `PostgreSQL at ${address}:${port}`, problem, helps }];
  },
};

/** Undefined when a server there speaks PostgreSQL's protocol and takes connections. */
export function whyRefused(host: string, port: number): Promise<string | undefined> {
  return new Promise(resolve => {
    const socket = connect({ host, port, timeout: 5000 }, () => socket.write(SSL_REQUEST));
    const end = (reason: string | undefined) => {
      socket.destroy();
      resolve(reason);
    };
    socket.once("data", data => end(/^[SN]/.test(data.toString("latin1")) ? undefined : "it refuses connections"));
    socket.once("timeout", () => end("it does not answer"));
    socket.once("error", (error: NodeJS.ErrnoException) =>
      end(`it cannot be reached (${error.code ?? error.message})`),
    );
    socket.once("end", () => end("it closes connections"));
  });
}
