import { hash } from "node:crypto";

/** Identifier that git gives to a file's content; SHA-256 repositories have longer ones (64 characters). */
export function blobId(content: string | Buffer, length = 40): string {
  const header = `blob ${Buffer.byteLength(content)}\0`;
  const algorithm = length === 64 ? "sha256" : "sha1";
  if (typeof content === "string") return hash(algorithm, `${header}${content}`);
  return hash(algorithm, Buffer.concat([Buffer.from(header), content]));
}
