import { lifetimeSeconds, RENEWAL_PERCENT } from "../../../platform/lifetimes.ts";
import type { Lab } from "../../checks/rule.ts";
import type { Arrival, Taker } from "../../inventory/secrets/secret-arrivals.ts";
import { type SecretPath, secretPathsOf } from "../../inventory/secrets/secret-paths.ts";
import { spanWords } from "../../inventory/storage/schedule-words.ts";
import { blocks, code, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** The way of each secret from Vault to its pods: what carries it, how long a change takes, what is restarted. */
export const secretPaths: TextPart = {
  name: "secret-paths",
  tell(lab) {
    const rows = secretPathsOf(lab).flatMap(secret => secret.arrivals.map(arrival => rowOf(secret, arrival)));
    if (rows.length === 0) return "";
    return blocks(usersOfDatabases(lab), table(["From Vault", "By", "To the Secret", "A change", "Then"], rows));
  },
};

function usersOfDatabases({ cluster }: Lab): string {
  const days = lifetimeSeconds(cluster) / DAY_SECONDS;
  const replaced = Math.round((days * RENEWAL_PERCENT) / 100);
  return `A user of a database lives for ${days} days; after about ${replaced} the operator asks for another one and restarts who uses it, so that ${cluster.vault.sealedToleranceDays} days of a sealed Vault are always left.`;
}

const DAY_SECONDS = 24 * 60 * 60;

function rowOf({ path }: SecretPath, { kind, namespace, secret, refreshAfter, takers }: Arrival): string[] {
  return [
    code(path),
    kind,
    code(`${namespace}/${secret}`),
    refreshAfter === undefined ? "when the user is replaced" : `within ${spanWords(refreshAfter)}`,
    takers.map(effectOf).join("; ") || "it is read over Kubernetes' API",
  ];
}

function effectOf({ name, isRestarted }: Taker): string {
  if (isRestarted) return `restarts ${name}`;
  return name.startsWith("Middleware ") ? `Traefik reads it for ${name}` : `${name} has it at its next start`;
}
