import { createSocket } from "node:dgram";
import { once } from "node:events";
import { haveAddress } from "./outside-address.ts";

export interface NameServer {
  /** Names that it was asked for, as often as it was. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

const TYPE_A = 1;
const NO_SUCH_NAME = 3;

/**
 * A resolver of the router or of the Internet, which knows some names by their IPv4 address, and that there are no others.
 *
 * @see https://www.rfc-editor.org/rfc/rfc1035#section-4
 */
export async function startNameServer(address: string, names: Readonly<Record<string, string>>): Promise<NameServer> {
  haveAddress(address);
  const asked: string[] = [];
  const socket = createSocket("udp4");
  socket.on("message", (query, { port, address: asker }) => {
    const { name, type, end } = questionOf(query);
    asked.push(name);
    const found = names[name];
    const records = found !== undefined && type === TYPE_A ? [addressRecord(found)] : [];
    const code = found === undefined ? NO_SUCH_NAME : 0;
    const header = Buffer.from([...query.subarray(0, 2), 0x81, 0x80 | code, 0, 1, 0, records.length, 0, 0, 0, 0]);
    socket.send(Buffer.concat([header, query.subarray(12, end), ...records]), port, asker);
  });
  socket.bind(53, address);
  await once(socket, "listening");
  return { asked, stop: () => new Promise(resolve => socket.close(() => resolve())) };
}

/** @returns the name in lower case, its type, and where the question ends */
function questionOf(query: Buffer): { readonly name: string; readonly type: number; readonly end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join(".").toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** Of the name in question, for a minute. */
function addressRecord(address: string): Buffer {
  return Buffer.from([0xc0, 12, 0, TYPE_A, 0, 1, 0, 0, 0, 60, 0, 4, ...address.split(".").map(Number)]);
}
