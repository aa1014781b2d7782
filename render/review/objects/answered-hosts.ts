import { parse } from "yaml";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { sameHost } from "../../checks/semantics/router-rule.ts";
import { oncePer } from "../../memory/once-per.ts";
import type { Desired, Placed } from "../desired.ts";
import { fieldsOf, mappingsOf, textOf } from "./fields.ts";
import { targetOf } from "./neighbour.ts";
import { ofKind } from "./of-kind.ts";
import { hostKey, isSameName, routeRules } from "./route-rules.ts";

/** A host that somebody answers. */
export interface AnsweredHost {
  readonly host: string;
  /** The first object that answers it. */
  readonly placed: Placed;
  /** Whether the Internet reaches it, as far as git tells: by a tunnel, or by an entry point or class of such a name. */
  readonly isPublic: boolean;
}

/** By cluster and host. */
export const answeredHosts = oncePer((desired: Desired): ReadonlyMap<string, AnsweredHost> => {
  const tunnels = Map.groupBy(
    ofKind(desired, "ConfigMap").flatMap(placed => tunnelHosts(placed.object).map(host => ({ placed, host }))),
    ({ placed }) => targetOf(placed),
  );
  const found = new Map<string, AnsweredHost>();
  for (const { placed, host, isPublic } of routeRules(desired)) {
    if (host === "") continue;
    const key = hostKey({ placed, host });
    const isOut = isPublic || (tunnels.get(targetOf(placed)) ?? []).some(tunnel => isSameName(tunnel.host, host));
    const known = found.get(key);
    if (known === undefined || (isOut && !known.isPublic)) found.set(key, { host, placed, isPublic: isOut });
  }
  for (const { placed, host } of [...tunnels.values()].flat()) {
    const key = hostKey({ placed, host });
    if (!found.has(key)) found.set(key, { host, placed, isPublic: true });
  }
  return found;
});

/**
 * Hosts that a ConfigMap of cloudflared lets in.
 *
 * @see https://developers.cloudflare.com/cloudflare-one/connections/connect-networks/do-more-with-tunnels/local-management/configuration-file/
 */
const tunnelHosts = oncePer((settings: KubeObject): string[] =>
  Object.values(fieldsOf(settings.data)).flatMap(value => {
    const text = textOf(value) ?? "";
    if (!text.includes("hostname") || !text.includes("tunnel")) return [];
    return mappingsOf(fieldsOf(parsed(text)).ingress).flatMap(({ hostname }) => {
      const host = textOf(hostname);
      return host === undefined ? [] : [sameHost(host)];
    });
  }),
);

function parsed(text: string): unknown {
  try {
    return parse(text, { logLevel: "silent" });
  } catch {
    return undefined; // not what cloudflared reads either
  }
}
