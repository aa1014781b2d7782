import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { isIP } from "node:net";
import { join } from "node:path";

/** A certificate authority of the bed's own, with nothing outside the bed that trusts it. */
export interface Authority {
  /** File with its certificate, PEM. */
  readonly certificate: string;
  /**
   * Issues a certificate for host names and addresses, valid for a year.
   *
   * @returns the files of certificate and key, PEM
   */
  issue(name: string, hosts: readonly string[]): KeyPair;
}

export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

/** Makes an authority in a folder, or takes the one that lies there. Needs OpenSSL 3. */
export function authority(folder: string): Authority {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const own = files(folder, "authority");
  if (!existsSync(own.certificate)) {
    create(own, "/CN=Test bed", ["-addext", "keyUsage=critical,keyCertSign,cRLSign"]);
  }
  return {
    certificate: own.certificate,
    issue(name, hosts) {
      const pair = files(folder, name);
      const alternatives = hosts.map(host => `${isIP(host) ? "IP" : "DNS"}:${host}`).join();
      create(pair, `/CN=${name}`, [
        ...["-CA", own.certificate, "-CAkey", own.key],
        ...["-addext", `subjectAltName=${alternatives}`, "-addext", "basicConstraints=critical,CA:FALSE"],
      ]);
      return pair;
    },
  };
}

function files(folder: string, name: string): KeyPair {
  return { certificate: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) };
}

function create({ certificate, key }: KeyPair, subject: string, words: readonly string[]): void {
  const fixed = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "365"];
  execFileSync("openssl", [...fixed, "-subj", subject, "-keyout", key, "-out", certificate, ...words], {
    stdio: ["ignore", "ignore", "pipe"],
  });
}
