import http from "node:http";
import http2 from "node:http2";
import net from "node:net";

/** What a pod saw of a request that Traefik sent it. */
export interface Seen {
  /** Where it was reached: `http://10.42.1.1:8080`, `h2c://10.42.2.1:8080`. */
  readonly server: string;
  /** Headers by which Traefik tells who asks. */
  readonly forwardedFor?: string;
  readonly authorization?: string;
}

/** First bytes of a connection that speaks HTTP/2 at once: https://www.rfc-editor.org/rfc/rfc9113#section-3.4 */
const PREFACE = "PRI ";

/**
 * Stands for every pod, on whatever protocol Traefik speaks to it. It answers with what it saw, as JSON.
 *
 * @returns a server that listens nowhere yet
 */
export function backend(): net.Server {
  const plain = http.createServer(answer("http"));
  const multiplexed = http2.createServer(answer("h2c"));
  return net.createServer(socket => {
    socket.once("readable", () => {
      const start: Buffer = socket.read() ?? Buffer.alloc(0);
      socket.unshift(start);
      const server = start.toString("latin1").startsWith(PREFACE) ? multiplexed : plain;
      server.emit("connection", socket);
    });
    socket.on("error", () => socket.destroy());
  });
}

type Answer = (
  request: http.IncomingMessage | http2.Http2ServerRequest,
  response: http.ServerResponse | http2.Http2ServerResponse,
) => void;

function answer(scheme: string): Answer {
  return ({ socket, headers }, response) => {
    const { "x-forwarded-for": forwardedFor, authorization } = headers;
    const seen: Seen = {
      server: `${scheme}://${socket.localAddress?.replace("::ffff:", "")}:${socket.localPort}`,
      ...(forwardedFor !== undefined && { forwardedFor: String(forwardedFor) }),
      ...(authorization !== undefined && { authorization }),
    };
    response.end(JSON.stringify(seen));
  };
}
