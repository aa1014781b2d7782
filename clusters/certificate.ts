import { X509Certificate } from "node:crypto";
import { type Fault, quote } from "./fault.ts";

const remedy = "write the PEM of root_ca.crt, or leave it out until `lab up` has made it";

/** The fault of a text that is not the PEM of a certificate authority. Never repeats a private key. */
export function rootCertificate(field: string, pem: string): Fault[] {
  if (pem.includes("PRIVATE KEY")) {
    const problem = "it holds a private key, which must never be committed: take it for stolen";
    return [{ field, problem, remedy }];
  }
  const certificate = parse(pem);
  if (certificate === undefined) return [{ field, problem: `${quote(excerpt(pem))} is not a PEM certificate`, remedy }];
  if (certificate.ca) return [];
  return [{ field, problem: `the certificate of ${quote(certificate.subject)} is not an authority's`, remedy }];
}

function parse(pem: string): X509Certificate | undefined {
  if (!pem.trimStart().startsWith("-----BEGIN CERTIFICATE-----")) return undefined; // it would take DER, or text before
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

function excerpt(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 40)}…`;
}
