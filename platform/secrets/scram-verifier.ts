import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from "node:crypto";

const ITERATIONS = 4096; // as PostgreSQL takes; passwords here are random, so that more would gain nothing
const SALT_BYTES = 16;

/**
 * What PostgreSQL keeps of a password: enough to recognise it, and not enough to log in. A statement that holds it may
 * appear in any log.
 *
 * @param password ASCII, so that preparing it (RFC 4013) changes nothing
 * @returns `SCRAM-SHA-256$4096:<salt>$<stored key>:<server key>`
 * @see https://www.postgresql.org/docs/17/catalog-pg-authid.html
 * @see https://datatracker.ietf.org/doc/html/rfc5802#section-3
 */
export function scramVerifier(password: string, salt = randomBytes(SALT_BYTES), iterations = ITERATIONS): string {
  const salted = pbkdf2Sync(password, salt, iterations, 32, "sha256");
  const storedKey = createHash("sha256").update(keyed(salted, "Client Key")).digest("base64");
  const serverKey = keyed(salted, "Server Key").toString("base64");
  return `SCRAM-SHA-256$${iterations}:${salt.toString("base64")}$${storedKey}:${serverKey}`;
}

/** Whether a verifier is that of a password; null, and a verifier of another kind, is of none. */
export function verifies(verifier: string | null, password: string): boolean {
  const [, iterations, salt] = /^SCRAM-SHA-256\$(\d+):([^$]+)\$/.exec(verifier ?? "") ?? [];
  if (verifier === null || iterations === undefined || salt === undefined) return false;
  const right = Buffer.from(scramVerifier(password, Buffer.from(salt, "base64"), Number(iterations)));
  const found = Buffer.from(verifier);
  return found.length === right.length && timingSafeEqual(found, right);
}

function keyed(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
