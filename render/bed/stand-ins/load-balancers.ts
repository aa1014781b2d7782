import type { Cluster } from "../../../clusters/lab.ts";
import type { Running } from "../process/parts.ts";
import { apiRequest } from "../servers/api-request.ts";
import type { ApiServer } from "../servers/api-server.ts";
import { startStandIn } from "./stand-in.ts";

/**
 * Stands in for ServiceLB of k3s: gives every Service of type LoadBalancer that has no address those of the nodes.
 *
 * @see https://docs.k3s.io/networking/networking-services#service-load-balancer
 */
export function startLoadBalancers(folder: string, server: ApiServer, { nodes }: Cluster): Running {
  const ingress = Object.values(nodes).map(({ address }) => ({ ip: address }));
  return startStandIn({
    name: "load-balancers",
    folder,
    pauseMilliseconds: 500,
    async round(signal, report) {
      for (const { metadata } of (await services(server, signal)).filter(isAwaiting)) {
        const path = `/api/v1/namespaces/${metadata.namespace}/services/${metadata.name}/status`;
        const body = { status: { loadBalancer: { ingress } } };
        const response = await apiRequest(server, path, { method: "PATCH", body, signal });
        report(`${metadata.namespace}/${metadata.name}: ${response.statusCode}`);
        response.resume();
      }
    },
  });
}

interface Service {
  readonly metadata: { readonly namespace: string; readonly name: string };
  readonly spec: { readonly type?: string };
  readonly status?: { readonly loadBalancer?: { readonly ingress?: readonly unknown[] } };
}

async function services(server: ApiServer, signal: AbortSignal): Promise<readonly Service[]> {
  const response = await apiRequest(server, "/api/v1/services", { signal });
  const text = (await response.toArray()).join("");
  if (response.statusCode !== 200) throw new Error(`Cannot list services: ${text}`);
  return (JSON.parse(text) as { items: readonly Service[] }).items;
}

function isAwaiting({ spec, status }: Service): boolean {
  return spec.type === "LoadBalancer" && (status?.loadBalancer?.ingress ?? []).length === 0;
}
