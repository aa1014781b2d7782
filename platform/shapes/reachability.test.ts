import { describe, expect, test } from "vitest";
import { objectsIn, only, sampleCluster } from "../testing/sample-instance.ts";
import { type Reach, Reachability } from "./reachability.ts";

const policies = (reaches: readonly Reach[], routed = false) =>
  objectsIn(chart => {
    const place = { name: "grafana", namespace: "tools", cluster: sampleCluster };
    new Reachability(chart, "reachability", { ...place, routed, reaches });
  });
const own = (reaches: readonly Reach[], routed = false) =>
  only(policies(reaches, routed), "NetworkPolicy", "grafana").spec;
const DNS = { to: [expect.objectContaining({ podSelector: { matchLabels: { "k8s-app": "kube-dns" } } })] };

describe("Reachability", () => {
  test("closes both ways whoever reaches nothing, but for names", () => {
    const { policyTypes, ingress, egress } = own([]);
    expect(policyTypes).toEqual(["Ingress", "Egress"]);
    expect(ingress).toBeUndefined();
    expect(egress).toMatchObject([{ ports: [{ port: 53 }, { port: 53 }] }]);
  });

  test("lets in Traefik where there is a route", () => {
    expect(own([], true).ingress).toMatchObject([
      { from: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "traefik" } } }] },
    ]);
  });

  test.each([
    ["api-server", [{ ipBlock: { cidr: "192.168.1.11/32" } }], [6443]],
    ["gitea", [{ ipBlock: { cidr: "192.168.1.12/32" } }], [443]],
    ["postgres", [{ ipBlock: { cidr: "192.168.1.12/32" } }], [5433]],
  ] as const)("opens the way out to %s by address and port", (reach, to, ports) => {
    expect(own([reach]).egress[1]).toEqual({ to, ports: ports.map(port => ({ protocol: "TCP", port })) });
  });

  test("opens nothing private to whoever reaches the Internet", () => {
    const [, internet] = own([{ internet: [443] }]).egress;
    expect(internet.ports).toEqual([{ protocol: "TCP", port: 443 }]);
    expect(internet.to[0].ipBlock.except).toContain("192.168.0.0/16");
  });

  test("opens every network of the lab to whoever looks at all of it", () => {
    const [, inside] = own(["everything-inside"]).egress;
    expect(inside.to.map(({ ipBlock }: { ipBlock: { cidr: string } }) => ipBlock.cidr)).toEqual([
      "192.168.1.0/24",
      "10.42.0.0/16",
      "10.43.0.0/16",
    ]);
  });

  test("opens both ends between two tools, on the same ports", () => {
    const reaches = [{ tool: "prometheus", ports: [9090] }];
    expect(own(reaches).egress).toMatchObject([
      DNS,
      { to: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "prometheus" } } }], ports: [{ port: 9090 }] },
    ]);
    const other = only(policies(reaches), "NetworkPolicy", "grafana-into-prometheus");
    expect(other.metadata.namespace).toBe("tools");
    expect(other.spec).toMatchObject({
      podSelector: { matchLabels: { "app.kubernetes.io/name": "prometheus" } },
      policyTypes: ["Ingress"],
      ingress: [
        { from: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "grafana" } } }], ports: [{ port: 9090 }] },
      ],
    });
  });
});
