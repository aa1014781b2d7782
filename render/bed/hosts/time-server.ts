import { createSocket } from "node:dgram";
import { once } from "node:events";
import { haveAddress } from "./outside-address.ts";

export interface TimeServer {
  stop(): Promise<void>;
}

const SECONDS_FROM_1900_TO_1970 = 2_208_988_800;

/**
 * A time server of the Internet, which tells the time of this machine.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5905#section-7.3
 */
export async function startTimeServer(address: string): Promise<TimeServer> {
  haveAddress(address);
  const socket = createSocket("udp4");
  socket.on("message", (question, { port, address: asker }) => socket.send(answerTo(question), port, asker));
  socket.bind(123, address);
  await once(socket, "listening");
  return { stop: () => new Promise(resolve => socket.close(() => resolve())) };
}

function answerTo(question: Buffer): Buffer {
  const answer = Buffer.alloc(48);
  answer.set([0x24, 2, 6, 0xe9]); // version 4 as a server, stratum 2, a question each 64 s, to a tenth of a microsecond
  const now = timestamp(Date.now());
  answer.set(now, 16);
  answer.set(question.subarray(40, 48), 24); // by which the asker knows its own question
  answer.set(now, 32);
  answer.set(now, 40);
  return answer;
}

function timestamp(milliseconds: number): Buffer {
  const stamp = Buffer.alloc(8);
  stamp.writeUInt32BE(Math.floor(milliseconds / 1000) + SECONDS_FROM_1900_TO_1970, 0);
  stamp.writeUInt32BE(Math.floor(((milliseconds % 1000) / 1000) * 2 ** 32), 4);
  return stamp;
}
