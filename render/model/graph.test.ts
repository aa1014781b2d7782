import { describe, expect, test } from "vitest";
import { sampleObject, sampleUnit } from "../testing/sample-unit.ts";
import { graphOf, unitId } from "./graph.ts";
import { objectId } from "./links.ts";

const deployment = (secret: string) =>
  sampleObject("apps/v1/Deployment", "erp/web", {
    spec: { template: { spec: { containers: [{ name: "web", envFrom: [{ secretRef: { name: secret } }] }] } } },
  });
const maker = (name: string, made: string, namespace = "erp") =>
  sampleObject("secrets.hashicorp.com/v1beta1/VaultStaticSecret", `${namespace}/${name}`, {
    spec: { destination: { name: made, create: true } },
  });
const edges = (...units: Parameters<typeof graphOf>[0]) =>
  graphOf(units).edges.flatMap(({ from, to, via }) => (via === "owns" ? [] : [`${from} ${via} ${to}`]));

test("unitId() and objectId() tell a unit, an object with a namespace and one without apart", () => {
  expect(unitId("erp")).toBe("unit:erp");
  expect(objectId(sampleObject("apps/v1/Deployment", "erp/web"))).toBe("Deployment/erp/web");
  expect(objectId(sampleObject("Namespace", "erp"))).toBe("Namespace//erp");
});

describe("graphOf()", () => {
  test("has a node for each unit and each object, which knows its unit, and an edge from the one to the other", () => {
    const unit = sampleUnit("erp", [deployment("smtp")]);
    const { nodes, edges } = graphOf([unit]);
    expect([...nodes.keys()]).toEqual(["unit:erp", "apps/Deployment/erp/web"]);
    expect(nodes.get("apps/Deployment/erp/web")).toMatchObject({ unit, object: unit.objects[0] });
    expect(edges).toContainEqual({ from: "unit:erp", to: "apps/Deployment/erp/web", via: "owns" });
  });

  test("answers a Secret by the object of the operator that makes it, whatever that is called", () => {
    expect(edges(sampleUnit("erp", [deployment("smtp"), maker("mail", "smtp")]))).toEqual([
      "apps/Deployment/erp/web secrets secrets.hashicorp.com/VaultStaticSecret/erp/mail",
    ]);
  });

  test("answers no Secret by a maker of another name or in another namespace: the reference dangles", () => {
    const { dangling } = graphOf([
      sampleUnit("erp", [deployment("smtp"), maker("smtp", "other"), maker("a", "smtp", "cms")]),
    ]);
    expect(dangling).toMatchObject([{ from: "apps/Deployment/erp/web", reference: { kind: "Secret", name: "smtp" } }]);
  });

  test("joins objects of different units", () => {
    const claim = sampleObject("PersistentVolumeClaim", "erp/files", { spec: { storageClassName: "replicated" } });
    const storage = sampleObject("storage.k8s.io/v1/StorageClass", "replicated");
    expect(edges(sampleUnit("erp", [claim]), sampleUnit("longhorn", [storage]))).toEqual([
      "PersistentVolumeClaim/erp/files volumes storage.k8s.io/StorageClass//replicated",
      "unit:erp needs unit:longhorn",
    ]);
  });

  test("does not answer a reference by an object of the same name in another namespace", () => {
    const route = sampleObject("traefik.io/v1alpha1/IngressRoute", "erp/r", {
      spec: { routes: [{ services: [{ name: "web" }] }] },
    });
    const elsewhere = sampleObject("Service", "cms/web");
    expect(graphOf([sampleUnit("a", [route, elsewhere])]).dangling).toHaveLength(1);
  });

  test("keeps objects of one kind and name apart by their group", () => {
    const core = sampleObject("Node", "pi1");
    const foreign = sampleObject("longhorn.io/v1beta2/Node", "longhorn-system/pi1");
    const sameNamespace = sampleObject("example.org/v1/Service", "erp/web");
    const { nodes } = graphOf([sampleUnit("a", [core, foreign, sampleObject("Service", "erp/web"), sameNamespace])]);
    expect([...nodes.keys()].slice(1)).toEqual([
      "Node//pi1",
      "longhorn.io/Node/longhorn-system/pi1",
      "Service/erp/web",
      "example.org/Service/erp/web",
    ]);
  });

  test("answers a reference, which names no group, by an object of whichever group, first of all the core group", () => {
    const route = sampleObject("traefik.io/v1alpha1/IngressRoute", "erp/r", {
      spec: { routes: [{ services: [{ name: "web" }], middlewares: [{ name: "limit" }] }] },
    });
    const foreign = sampleObject("example.org/v1/Service", "erp/web");
    const limit = sampleObject("traefik.io/v1alpha1/Middleware", "erp/limit");
    expect(edges(sampleUnit("a", [route, foreign, sampleObject("Service", "erp/web"), limit]))).toEqual([
      "traefik.io/IngressRoute/erp/r routes Service/erp/web",
      "traefik.io/IngressRoute/erp/r references traefik.io/Middleware/erp/limit",
    ]);
  });

  test("has every need as an edge between units", () => {
    expect(edges(sampleUnit("a", [], { needs: ["b"] }), sampleUnit("b"))).toEqual(["unit:a needs unit:b"]);
  });

  test("is empty for no units", () => {
    expect(graphOf([])).toEqual({ nodes: new Map(), edges: [], dangling: [] });
  });
});
