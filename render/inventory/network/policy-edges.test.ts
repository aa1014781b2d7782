import { beforeAll, describe, expect, test } from "vitest";
import type { KubeObject } from "../../../platform/kube-object.ts";
import type { Lab } from "../../checks/rule.ts";
import { declaredLab, type EditableObject, withEdit, withUnits } from "../../testing/declared-lab.ts";
import { sampleObject, sampleUnit } from "../../testing/sample-unit.ts";
import { connectionsOf } from "./policy-edges.ts";

let declared: Lab;

beforeAll(async () => {
  declared = await declaredLab();
});

/** Ports on which one may connect to another; empty: it may not. */
function ports(lab: Lab, from: string, to: string): readonly string[] {
  return connectionsOf(lab).edges.find(edge => edge.from.name === from && edge.to.name === to)?.ports ?? [];
}

describe("connectionsOf() the declared lab", () => {
  test.each([
    ["erp", "PostgreSQL", ["TCP 5432"]],
    ["erp", "the Internet", ["TCP 587"]],
    ["erp", "CoreDNS", ["TCP 53", "UDP 53"]],
    ["traefik", "erp", ["TCP http"]],
    ["cloudflared", "traefik", ["TCP 8444"]],
    ["anybody", "traefik", ["TCP web", "TCP websecure"]],
    ["grafana", "prometheus", ["TCP 9090"]],
    ["prometheus", "redis", ["every port"]],
    ["prometheus", "argocd-server", ["TCP 8083"]],
    ["vault-secrets-operator", "vault", ["TCP 8200"]],
    ["vault", "the API server", ["TCP 6443"]],
    ["vault", "Gitea", ["TCP 443"]],
  ])("lets %s connect to %s", (from, to, expected) => {
    expect(ports(declared, from, to)).toEqual(expected);
  });

  test.each([
    ["erp", "vault"],
    ["vault", "erp"],
    ["erp", "webapp"],
    ["webapp", "erp"],
    ["erp", "erp-sandbox"],
    ["erp", "Gitea"],
    ["webapp", "the Internet"],
    ["cms", "PostgreSQL"],
    ["erp", "redis"], // it declares no tool
    ["prometheus", "erp"], // it has no metrics
    ["grafana", "erp"],
    ["cloudflared", "erp"],
    ["anybody", "erp"],
    ["anybody", "vault"],
  ])("does not let %s connect to %s", (from, to) => {
    expect(ports(declared, from, to)).toEqual([]);
  });

  test.each([
    ["the receiver", "vault-secrets-operator/NetworkPolicy/vault-secrets-operator-into-vault", "ingress"],
    ["the sender", "vault-secrets-operator/NetworkPolicy/vault-secrets-operator", "egress"],
  ])("needs %s to open its side", (_, policy, side) => {
    const closed = withEdit(declared, policy, ({ spec }: EditableObject) => {
      spec[side] = [];
    });
    expect(ports(closed, "vault-secrets-operator", "vault")).toEqual([]);
  });

  test("lets an app connect to the tool that it declares", () => {
    const used = withEdit(declared, "erp/Namespace/erp", ({ metadata }) => {
      metadata.labels["lab/uses-redis"] = "true";
    });
    const both = withEdit(used, "erp/NetworkPolicy/isolation", ({ spec }) => {
      spec.egress.push({
        to: [
          {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "tools" } },
            podSelector: { matchLabels: { "app.kubernetes.io/name": "redis" } },
          },
        ],
      });
    });
    expect(ports(used, "erp", "redis")).toEqual([]);
    expect(ports(both, "erp", "redis")).toEqual(["TCP 6379"]);
    expect(ports(both, "webapp", "redis")).toEqual([]);
  });

  test("names pods that no policy limits, and none of an app", () => {
    const { freeOut, freeIn, onHosts } = connectionsOf(declared);
    expect(freeOut.map(({ name }) => name)).toContain("traefik");
    expect(onHosts.map(({ name }) => name)).toEqual(["node-exporter"]);
    expect([...freeOut, ...freeIn, ...onHosts].filter(({ unit }) => unit?.class === "app")).toEqual([]);
  });
});

/** Two namespaces with a pod each, `one/a` and `two/b`, and these policies. */
function sample(...policies: readonly [place: string, spec: object][]): Lab {
  const pod = (name: string, namespace: string) =>
    sampleObject("apps/v1/Deployment", `${namespace}/${name}`, {
      spec: {
        template: {
          metadata: { labels: { app: name } },
          spec: { containers: [{ name, ports: [{ name: "web", containerPort: 8080 }] }] },
        },
      },
    });
  const objects: KubeObject[] = [
    ...["one", "two"].map(name => sampleObject("Namespace", name)),
    ...[pod("a", "one"), pod("b", "two"), pod("c", "two")],
    ...policies.map(([place, spec]) => sampleObject("networking.k8s.io/v1/NetworkPolicy", place, { spec })),
  ];
  return withUnits(declared, [sampleUnit("sample", objects)]);
}

const inNamespace = (name: string) => ({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } } });
const EVERYWHERE = { to: [{ namespaceSelector: {} }] };

describe("connectionsOf() reads a policy as Kubernetes does:", () => {
  test("a policy of rules for the way out limits the way in, too, where it does not say what it limits", () => {
    const lab = sample(["one/out", { podSelector: {}, egress: [EVERYWHERE] }]);
    expect(connectionsOf(lab).freeIn.map(({ name }) => name)).not.toContain("a");
    expect(ports(lab, "a", "b")).toEqual(["every port"]);
    expect(ports(lab, "b", "a")).toEqual([]);
  });

  test("a peer without a namespace is one of its own", () => {
    const lab = sample(
      ["two/in", { podSelector: {}, policyTypes: ["Ingress"], ingress: [{ from: [{ podSelector: {} }] }] }],
      ["one/out", { podSelector: {}, policyTypes: ["Egress"], egress: [EVERYWHERE] }],
    );
    expect(ports(lab, "c", "b")).toEqual(["every port"]);
    expect(ports(lab, "a", "b")).toEqual([]);
  });

  test("policies add up", () => {
    const lab = sample(
      ["two/deny", { podSelector: {}, policyTypes: ["Ingress"] }],
      ["two/in", { podSelector: { matchLabels: { app: "b" } }, ingress: [{ from: [inNamespace("one")] }] }],
    );
    expect(ports(lab, "a", "b")).toEqual(["every port"]);
    expect(ports(lab, "a", "c")).toEqual([]);
  });

  test("ports are those that both sides open", () => {
    const lab = sample(
      [
        "two/in",
        { podSelector: {}, ingress: [{ from: [inNamespace("one")], ports: [{ port: "web" }, { port: 53 }] }] },
      ],
      ["one/out", { podSelector: {}, policyTypes: ["Egress"], egress: [{ ...EVERYWHERE, ports: [{ port: 8080 }] }] }],
    );
    expect(ports(lab, "a", "b")).toEqual(["TCP web"]);
  });

  test("labels of a namespace select its pods", () => {
    const labelled = { namespaceSelector: { matchLabels: { trusted: "yes" } } };
    const lab = sample(["two/in", { podSelector: {}, ingress: [{ from: [labelled] }] }]);
    const trusting = withEdit(lab, "sample/Namespace/one", ({ metadata }) => {
      metadata.labels = { trusted: "yes" };
    });
    expect(ports(lab, "a", "b")).toEqual([]);
    expect(ports(trusting, "a", "b")).toEqual(["every port"]);
  });

  test("a block of addresses holds pods when it holds their whole network, and places when it holds theirs", () => {
    const { networks } = declared.cluster;
    const out = (cidr: string, except: readonly string[] = []) =>
      sample([
        "one/out",
        { podSelector: {}, policyTypes: ["Egress"], egress: [{ to: [{ ipBlock: { cidr, except } }] }] },
      ]);
    expect(ports(out(networks.pods), "a", "b")).toEqual(["every port"]);
    expect(ports(out(networks.pods), "a", "the LAN")).toEqual([]);
    expect(ports(out(networks.lan), "a", "the LAN")).toEqual(["every port"]);
    expect(ports(out("0.0.0.0/0"), "a", "the Internet")).toEqual(["every port"]);
    expect(ports(out("0.0.0.0/0", [networks.lan]), "a", "the LAN")).toEqual([]);
    expect(ports(out("100.64.0.0/10"), "a", "100.64.0.0/10")).toEqual(["every port"]);
  });
});
