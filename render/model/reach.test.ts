import { describe, expect, test } from "vitest";
import { sampleObject, sampleUnit } from "../testing/sample-unit.ts";
import { type Edge, type Graph, graphOf } from "./graph.ts";
import { dependencies, dependents } from "./reach.ts";

/** `a>b`: a depends on b. */
const graph = (...arrows: string[]): Graph => ({
  nodes: new Map(),
  edges: arrows.map(arrow => {
    const [from = "", to = ""] = arrow.split(">");
    return { from, to, via: "references" } satisfies Edge;
  }),
  dangling: [],
});

describe("dependents()", () => {
  test("are all that depend on a node, also through others, without itself", () => {
    expect(dependents(graph("a>b", "b>c", "x>c", "c>d"), "c")).toEqual(new Set(["a", "b", "x"]));
  });

  test("end in a cycle, and do not hold the node itself", () => {
    expect(dependents(graph("a>b", "b>c", "c>a"), "a")).toEqual(new Set(["b", "c"]));
  });

  test("are none of what nobody depends on, or nobody knows", () => {
    expect(dependents(graph("a>b"), "a")).toEqual(new Set());
    expect(dependents(graph("a>b"), "ghost")).toEqual(new Set());
  });
});

test("dependencies() are the other direction", () => {
  expect(dependencies(graph("a>b", "b>c", "a>d", "x>a"), "a")).toEqual(new Set(["b", "c", "d"]));
});

describe("dependents() in a lab", () => {
  const pod = {
    containers: [{ name: "web", envFrom: [{ secretRef: { name: "smtp" } }] }],
    volumes: [{ name: "files", persistentVolumeClaim: { claimName: "files" } }],
  };
  const erp = sampleUnit("erp", [
    sampleObject("apps/v1/Deployment", "erp/web", { spec: { template: { spec: pod } } }),
    sampleObject("PersistentVolumeClaim", "erp/files", { spec: { storageClassName: "replicated" } }),
    sampleObject("secrets.hashicorp.com/v1/VaultStaticSecret", "erp/smtp", {
      spec: { vaultAuthRef: "tools/login", destination: { name: "smtp" } },
    }),
    sampleObject("traefik.io/v1/IngressRoute", "erp/web", {
      spec: { routes: [{ services: [{ name: "web" }], middlewares: [{ name: "limit", namespace: "tools" }] }] },
    }),
    sampleObject("Service", "erp/web"),
  ]);
  const platform = sampleUnit("platform", [
    sampleObject("storage.k8s.io/v1/StorageClass", "replicated"),
    sampleObject("secrets.hashicorp.com/v1/VaultAuth", "tools/login", { spec: {} }),
    sampleObject("traefik.io/v1/Middleware", "tools/limit"),
  ]);
  const lab = graphOf([erp, platform]);

  test.each([
    ["a volume's class", "storage.k8s.io/StorageClass//replicated", "apps/Deployment/erp/web"],
    ["the login of a secret", "secrets.hashicorp.com/VaultAuth/tools/login", "apps/Deployment/erp/web"],
    ["a middleware", "traefik.io/Middleware/tools/limit", "traefik.io/IngressRoute/erp/web"],
    ["a Service", "Service/erp/web", "traefik.io/IngressRoute/erp/web"],
  ])("reach from %s to what stands on it in another unit", (_, from, to) => {
    expect(dependents(lab, from)).toContain(to);
    expect(dependents(lab, from)).toContain("unit:erp");
  });

  test("do not reach back from a workload to what it stands on", () => {
    expect(dependents(lab, "apps/Deployment/erp/web")).toEqual(new Set(["unit:erp"]));
  });
});
