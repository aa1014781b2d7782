import type { Lab } from "../../checks/rule.ts";
import { isApp } from "../../inventory/owner.ts";
import type { Arrival } from "../../inventory/secrets/secret-arrivals.ts";
import { type SecretPath, secretPathsOf } from "../../inventory/secrets/secret-paths.ts";
import type { VaultReader } from "../../inventory/secrets/secret-readers.ts";
import { blocks, code, counted, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { ownerLink } from "../words/owner-link.ts";

/** Who can read what: each secret in Vault with every policy that lets somebody read it, and the pods that get it. */
export const secretReaders: TextPart = {
  name: "secret-readers",
  tell(lab) {
    const all = secretPathsOf(lab);
    if (all.length === 0) return "";
    const byClass = Map.groupBy(all, secret => classOf(lab, secret));
    const shared = all.filter(({ readers }) => readers.length > 1).length;
    const limits = shared === 0 ? "each for one policy alone" : `${shared} of them for more than one policy`;
    const total = `${counted(all.length, "secret")}, ${limits}.`;
    return blocks(total, ...CLASSES.flatMap(name => section(lab, name, byClass.get(name) ?? [])));
  },
};

const CLASSES = ["Secrets of apps", "Secrets of tools and the platform", "Secrets of workflows"] as const;

function classOf(lab: Lab, { owner, kind }: SecretPath): (typeof CLASSES)[number] {
  if (kind === "workflows") return CLASSES[2];
  return isApp(lab, owner) ? CLASSES[0] : CLASSES[1];
}

function section(lab: Lab, title: string, secrets: readonly SecretPath[]): string[] {
  if (secrets.length === 0) return [];
  const rows = secrets.map(({ path, owner, readers, arrivals }) => [
    `${code(path)} of ${ownerLink(lab, owner)}`,
    readers.map(policyWords).join("; ") || "nobody",
    arrivals.map(arrivalWords).join("; ") || "nowhere: jobs ask Vault",
  ]);
  return [
    `### ${title}`,
    table(["Secret in Vault", "Policy, and who logs in with it", "Secret in Kubernetes, and who gets it"], rows),
  ];
}

/** A policy with who logs in with it: a service account, or the workflows of a repository. */
function policyWords({ role, login }: VaultReader): string {
  const who = "account" in login ? code(login.account) : `workflows of ${code(login.repository)}`;
  return `${code(role)}: ${who}`;
}

function arrivalWords({ namespace, secret, takers }: Arrival): string {
  const names = takers.map(({ name }) => name).join(", ");
  return `${code(`${namespace}/${secret}`)}: ${names || "no pod, it is read over Kubernetes' API"}`;
}
