import type { Lab } from "../../checks/rule.ts";
import { secretHoldersIn } from "../../inventory/secrets/secret-holders.ts";
import { type SecretPath, secretPathsAbout } from "../../inventory/secrets/secret-paths.ts";
import { blocks, code, codes, link, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { ownerLink } from "../words/owner-link.ts";
import { readerWords } from "../words/reader-words.ts";
import { accounts } from "./secret-holders.ts";

/** Which secrets an app or a component reads, which pods get each, and who else can read it. */
export const secretsOf: TextPart = {
  name: "secrets-of",
  tell(lab, about) {
    const secrets = secretPathsAbout(lab, about);
    if (secrets.length === 0) return "It reads no secret.";
    const rows = secrets.map(secret => [
      nameOf(lab, secret, about),
      keysOf(secret),
      takersOf(secret, about),
      othersOf(lab, secret, about).join("; ") || "nobody",
    ]);
    return blocks(
      table(["Secret in Vault", "Keys", "Who gets it here", "Who else can read it"], rows),
      everybodysReaders(lab),
    );
  },
};

/** The same on every page: what nobody's policy limits. */
function everybodysReaders(lab: Lab): string {
  const holders = secretHoldersIn(lab).map(({ account }) => account);
  const rights = holders.length === 0 ? "" : `, and by their rights in Kubernetes ${codes(holders)}`;
  return `Beside these: administrators of Vault and of the cluster${rights}. ${link("secrets#who-can-read-every-secret", "All who can read every secret")}.`;
}

function nameOf(lab: Lab, { path, owner }: SecretPath, about: string): string {
  return owner === about ? code(path) : `${code(path)} of ${ownerLink(lab, owner)}`;
}

function keysOf({ kind, keys }: SecretPath): string {
  if (kind === "database user") return "a user of its database, that expires";
  return keys === undefined ? "whatever the app reads" : codes(Object.keys(keys));
}

/** Pods of its own, or the workflows of its repository. */
function takersOf({ kind, arrivals, readers }: SecretPath, about: string): string {
  if (kind === "workflows") return readers.map(readerWords).join("; ");
  return arrivals
    .flatMap(({ owner, namespace, secret, takers }) => {
      const own = takers.filter(taker => taker.owner === about).map(({ name }) => name);
      const place = code(`${namespace}/${secret}`);
      if (own.length > 0) return `${own.join(", ")}, from ${place}`;
      if (owner !== about) return [];
      return takers.length > 0 ? `nobody: others take it from ${place}` : `read over Kubernetes' API, from ${place}`;
    })
    .join("; ");
}

/** Other pods that get it, other policies of Vault, and who may read all Secrets of a namespace where it arrives. */
function othersOf(lab: Lab, { kind, arrivals, readers }: SecretPath, about: string): string[] {
  if (kind === "workflows") return [];
  const own = new Set(arrivals.flatMap(({ owner, role }) => (owner === about ? role : [])));
  const pods = arrivals.flatMap(({ takers }) => takers.filter(({ owner }) => owner !== about));
  const namespaces = new Set(arrivals.map(({ namespace }) => namespace));
  return [
    ...pods.map(({ name, owner }) => `${name} of ${ownerLink(lab, owner)}`),
    ...readers.filter(({ role }) => !own.has(role)).map(readerWords),
    ...[...namespaces].flatMap(namespace => {
      const holders = secretHoldersIn(lab, namespace).filter(({ owner }) => owner !== about);
      return holders.length === 0 ? [] : accounts(lab, holders);
    }),
  ];
}
