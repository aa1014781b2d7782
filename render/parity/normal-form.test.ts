import { describe, expect, test } from "vitest";
import type { KubeObject } from "../../platform/kube-object.ts";
import { normalForm } from "./normal-form.ts";

const object = (apiVersion: string, kind: string, fields: object): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name: "web" },
  ...fields,
});
const deployment = (spec: object) => object("apps/v1", "Deployment", { spec });
const container = (fields: object) =>
  deployment({ template: { spec: { containers: [{ name: "web", image: "web:1", ...fields }] } } });
const service = (spec: object) => object("v1", "Service", { spec });

describe("normalForm() takes for equal", () => {
  test.each<[string, KubeObject, KubeObject]>([
    ["the namespace of the installation", labelled({}), { ...labelled({}), metadata: { name: "web", namespace: "x" } }],
    ["labels of charts", labelled({ "helm.sh/chart": "web-1", "app.kubernetes.io/instance": "r" }), labelled({})],
    ["one replica and none said", deployment({ replicas: 1 }), deployment({})],
    ["an emptied mapping and none", container({ resources: { limits: {} } }), container({})],
    ["a null and nothing", container({ lifecycle: null }), container({})],
    ["an empty list and none", container({ env: [] }), container({})],
    [
      "defaults of a probe",
      container({ livenessProbe: probe({ timeoutSeconds: 1 }) }),
      container({ livenessProbe: probe({}) }),
    ],
    ["the usual pull policy", container({ imagePullPolicy: "IfNotPresent" }), container({})],
    ["the default registry", container({ image: "docker.io/library/web:1" }), container({})],
    ["quantities of one size", container(limits("1024Mi")), container(limits("1Gi"))],
    [
      "the target port that is the port",
      service({ ports: [{ port: 80, targetPort: 80 }] }),
      service({ ports: [{ port: 80 }] }),
    ],
    [
      "a whole default strategy",
      deployment({ strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%" } } }),
      deployment({}),
    ],
    ["arguments in another order", container({ args: ["--a=1", "--b=2"] }), container({ args: ["--b=2", "--a=1"] })],
  ])("%s", (_, one, other) => {
    expect(normalForm(one)).toEqual(normalForm(other));
  });
});

describe("normalForm() tells apart", () => {
  test.each<[string, KubeObject, KubeObject]>([
    ["an empty selector and none", policy({ podSelector: {} }), policy({})],
    ["a peer in any namespace and one in any pod", from({ namespaceSelector: {} }), from({ podSelector: {} })],
    ["an egress to anywhere and none", policy({ egress: [{}] }), policy({ egress: [] })],
    ["no replica and one", deployment({ replicas: 0 }), deployment({})],
    ["another default of another field", deployment({ revisionHistoryLimit: 1 }), deployment({})],
    [
      "a pull policy for a tag that moves",
      container({ image: "web", imagePullPolicy: "IfNotPresent" }),
      container({ image: "web" }),
    ],
    ["another registry", container({ image: "quay.io/web:1" }), container({})],
    [
      "what a selector selects by a chart's label alone",
      selecting({ "app.kubernetes.io/component": "a" }),
      selecting({}),
    ],
    [
      "a label that Argo CD looks for",
      object("v1", "ConfigMap", labels({ "app.kubernetes.io/part-of": "argocd" })),
      object("v1", "ConfigMap", {}),
    ],
    [
      "a default-like value of a custom resource",
      object("x.io/v1", "Web", { spec: { replicas: 1 } }),
      object("x.io/v1", "Web", {}),
    ],
    ["an empty mapping of a CRD", crd({ subresources: { status: {} } }), crd({})],
    [
      "a key of data that is called like a default",
      object("v1", "ConfigMap", { data: { replicas: "1" } }),
      object("v1", "ConfigMap", {}),
    ],
  ])("%s", (_, one, other) => {
    expect(normalForm(one)).not.toEqual(normalForm(other));
  });
});

function labels(values: object) {
  return { metadata: { name: "web", labels: values } };
}

function labelled(values: object) {
  return object("v1", "ServiceAccount", labels(values));
}

function probe(fields: object) {
  return { httpGet: { port: 80 }, ...fields };
}

function limits(memory: string) {
  return { resources: { limits: { memory } } };
}

function policy(spec: object) {
  return object("networking.k8s.io/v1", "NetworkPolicy", { spec });
}

function from(peer: object) {
  return policy({ ingress: [{ from: [peer] }] });
}

function selecting(matchLabels: object) {
  return policy({ podSelector: { matchLabels } });
}

function crd(version: object) {
  return object("apiextensions.k8s.io/v1", "CustomResourceDefinition", {
    spec: { versions: [{ name: "v1", ...version }] },
  });
}
