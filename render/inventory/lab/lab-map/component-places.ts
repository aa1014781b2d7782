import type { InstalledComponent } from "../installed-components.ts";
import type { Place } from "./place.ts";

/** Components that flows lead to; all others stand together. */
const DRAWN: ReadonlySet<string> = new Set([
  "argocd",
  "cloudflared",
  "longhorn",
  "traefik",
  "vault",
  "vault-secrets-operator",
]);

/** What runs in the cluster beside apps. */
export function componentPlaces(components: readonly InstalledComponent[]): Place[] {
  const drawn = components.filter(({ name }) => DRAWN.has(name));
  const others = components.filter(({ name }) => !DRAWN.has(name));
  return [
    ...drawn.map(({ name, title, class: kind }) => {
      const sort = name.startsWith("vault") ? "secret" : kind;
      return { id: name, name: title, details: [], sort, within: "k3s" } as const;
    }),
    ...together(others, "platform", "of the platform"),
    ...together(others, "tool", "tools"),
  ];
}

function together(others: readonly InstalledComponent[], kind: "platform" | "tool", what: string): Place[] {
  const members = others.filter(each => each.class === kind);
  if (members.length === 0) return [];
  const details = [members.map(({ title }) => title).join(", ")];
  return [{ id: `all of ${kind}`, name: `${members.length} more ${what}`, details, sort: kind, within: "k3s" }];
}
