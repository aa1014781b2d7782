import { hash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { type SampleLab, sampleSituation } from "../testing/sample-situation.ts";
import { environmentDifferences } from "./environment-differences.ts";

interface Body {
  readonly replicas?: number;
  readonly image?: string;
  readonly args?: readonly string[];
}

function workload(instance: string, { replicas = 1, image = "org/erp:1", args = [] }: Body = {}): KubeObject {
  const role = `${instance.replaceAll("-", "_")}_role`;
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: instance, namespace: instance, labels: { "app.kubernetes.io/instance": instance } },
    spec: {
      replicas,
      template: {
        metadata: { annotations: { "lab/config": digestOf(instance) } },
        spec: {
          containers: [{ name: "erp", image, args, env: [{ name: "ROLE", value: role }] }],
        },
      },
    },
  };
}

function digestOf(text: string): string {
  return hash("sha256", text).slice(0, 16);
}

function route(host: string): KubeObject {
  return {
    apiVersion: "traefik.io/v1alpha1",
    kind: "IngressRoute",
    metadata: { name: "web" },
    spec: { routes: [{ kind: "Rule", match: `Host(\`${host}\`)` }] },
  };
}

function settings(data: Readonly<Record<string, string>>): KubeObject {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings" }, data };
}

function annotated(snippet: string): KubeObject {
  const annotations = { "nginx.ingress.kubernetes.io/configuration-snippet": snippet };
  return { apiVersion: "networking.k8s.io/v1", kind: "Ingress", metadata: { name: "web", annotations }, spec: {} };
}

function claim(storage: string): KubeObject {
  const spec = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage } } };
  return { apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: { name: "documents" }, spec };
}

function between(lab: SampleLab) {
  const { after } = sampleSituation(lab, lab);
  return environmentDifferences(after, "home", "erp", "erp-sandbox");
}

describe("environmentDifferences()", () => {
  test("finds none where nothing but names and hosts of the instance differ", () => {
    const found = between({
      erp: [workload("erp"), route("erp.home.lab")],
      "erp-sandbox": [workload("erp-sandbox"), route("erp-sandbox.home.lab")],
    });
    expect(found).toMatchObject({ only: [], unlike: [], folded: { sizes: 0 } });
  });

  test("counts sizes, and does not tell them", () => {
    const quota: KubeObject = { apiVersion: "v1", kind: "ResourceQuota", metadata: { name: "quota" }, spec: {} };
    const found = between({
      erp: [workload("erp", { replicas: 2 })],
      "erp-sandbox": [workload("erp-sandbox"), quota],
    });
    expect(found).toMatchObject({ only: [], unlike: [], folded: { sizes: 2 } });
  });

  test("tells every other field, and by both files", () => {
    const { unlike } = between({
      erp: [workload("erp", { args: ["--strict"] })],
      "erp-sandbox": [workload("erp-sandbox", { image: "org/erp:2", args: ["--loose"] })],
    });
    expect(unlike).toMatchObject([
      {
        object: "Deployment/<instance>",
        fields: [
          { path: 'spec.template.spec.containers["<instance>"].args[0]', before: "--strict", after: "--loose" },
          { before: "org/<instance>:1", after: "org/<instance>:2" },
        ],
      },
    ]);
    expect(unlike[0]?.paths).toEqual(["home/erp/deployment-erp.yaml", "home/erp-sandbox/deployment-erp-sandbox.yaml"]);
  });

  test("tells a host that is made from another name", () => {
    const { unlike } = between({ erp: [route("shop.example.net")], "erp-sandbox": [route("erp-sandbox.home.lab")] });
    expect(unlike).toMatchObject([{ object: "IngressRoute/web" }]);
  });

  test("tells objects that one of both lacks", () => {
    const { only } = between({
      erp: [workload("erp"), route("erp.home.lab")],
      "erp-sandbox": [workload("erp-sandbox")],
    });
    expect(only).toEqual([{ instance: "erp", object: "IngressRoute/web", path: "home/erp/ingressroute-web.yaml" }]);
  });

  test.each<[string, KubeObject, KubeObject]>([
    ["a setting that has the name of a size", settings({ storage: "s3" }), settings({ storage: "disk" })],
    ["settings below the name of a size", settings({ resources: "a" }), settings({})],
    ["a snippet of configuration", annotated("allow all;"), annotated("deny all;")],
  ])("tells %s", (_, mine, yours) => {
    expect(between({ erp: [mine], "erp-sandbox": [yours] }).unlike).toHaveLength(1);
  });

  test("tells no field that means the same", () => {
    const found = between({ erp: [claim("1Gi")], "erp-sandbox": [claim("1024Mi")] });
    expect(found).toMatchObject({ only: [], unlike: [], folded: { sizes: 0 } });
  });

  test("takes a name inside of a longer word for no name", () => {
    const { unlike } = between({
      erp: [workload("erp", { args: ["--enterprise", "erpx"] })],
      "erp-sandbox": [workload("erp-sandbox", { args: ["--enterprise", "erp-sandboxx"] })],
    });
    expect(unlike).toHaveLength(1);
  });
});
