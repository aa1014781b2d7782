import { type KubeItem, ofKind } from "./objects.ts";

interface IngressRouteSpec {
  readonly routes?: readonly { readonly match?: string }[];
}

/** Host names that Traefik routes, each once: `erp.arcodange.lab` of ``Host(`erp.arcodange.lab`)``. */
export function readRouted(items: readonly KubeItem[]): string[] {
  const rules = ofKind<IngressRouteSpec, unknown>(items, "traefik.io", "IngressRoute").flatMap(
    ({ spec }) => spec?.routes?.map(({ match = "" }) => match) ?? [],
  );
  const names = rules.flatMap(rule => Array.from(rule.matchAll(/Host\(`([^`*]+)`\)/g), ([, name]) => name as string));
  return [...new Set(names)].sort();
}
