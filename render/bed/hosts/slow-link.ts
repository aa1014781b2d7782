import { connect } from "node:net";

/**
 * A `ProxyCommand` of ssh that lets everything wait, both ways: `node slow-link.ts <address> <port> <milliseconds>`. The
 * kernel's own way, netem, is not in every kernel.
 */
const [address = "", port = "22", wait = "0"] = process.argv.slice(2);

const socket = connect(Number(port), address);
forward(process.stdin, socket);
forward(socket, process.stdout);
socket.once("error", () => process.exit(1));

function forward(from: NodeJS.ReadableStream, to: NodeJS.WritableStream): void {
  from.on("data", chunk => setTimeout(() => to.write(chunk), Number(wait)));
  from.once("end", () => setTimeout(() => to.end(), Number(wait)));
}
