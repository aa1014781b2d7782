import type { Lab } from "../../checks/rule.ts";
import type { Login, Route } from "../../inventory/network/routes.ts";
import { ownerOf } from "../../inventory/owner.ts";
import { code } from "../markdown.ts";
import { ownerLink } from "./owner-link.ts";

/** `erp.example.lab`, with what else a request must be. */
export function hostInWords({ host, others }: Route): string {
  const name = host === "" ? "any name" : code(host);
  return others === "" ? name : `${name} with \`\`${others}\`\``; // rules hold backticks themselves
}

/** Whose it is and what answers: a Service with its port, or Traefik itself. */
export function answerer(lab: Lab, { unit, backend: { name, port } }: Route): string {
  const owner = ownerLink(lab, ownerOf(unit), unit.name);
  if (name.endsWith("@internal")) return `${owner}, by itself`;
  return `${owner}, ${code(port === undefined ? name : `${name}:${port}`)}`;
}

export function enteredBy({ entryPoints, isPublic }: Route): string {
  const points = entryPoints.length === 0 ? "every entry point" : entryPoints.map(code).join(", ");
  return `${points}, from ${isPublic ? "the Internet" : "the LAN"}`;
}

const LOGINS: Readonly<Record<Login, string>> = {
  traefik: "Traefik asks for a password",
  own: "asks by itself",
  app: "the app's own matter",
  nobody: "nobody asks",
};

export function guardsInWords({ login, guards }: Route): string {
  return [LOGINS[login], ...guards].join(", ");
}

const SIGNERS: Readonly<Record<string, string>> = { "step-ca": "Step-CA", letsencrypt: "Let's Encrypt" };

export function signerInWords({ signer }: Route): string {
  return signer === undefined ? "none" : (SIGNERS[signer] ?? signer);
}
