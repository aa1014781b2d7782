import type { KubeObject } from "../../../../platform/kube-object.ts";

/** Small objects for the proof; what is written into them is what changes. */

type Annotations = Readonly<Record<string, string>>;

export const OPTIONS = "argocd.argoproj.io/sync-options";
export const WAVE = "argocd.argoproj.io/sync-wave";
export const HOOK = "argocd.argoproj.io/hook";
export const POLICY = "argocd.argoproj.io/hook-delete-policy";
export const COMPARE = "argocd.argoproj.io/compare-options";

export function options(...all: readonly string[]): Annotations {
  return { [OPTIONS]: all.join(",") };
}

export function map(name: string, value = "1", annotations: Annotations = {}, more: object = {}): KubeObject {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, annotations }, data: { value }, ...more };
}

export function secret(name: string, value = "1", annotations: Annotations = {}): KubeObject {
  return { apiVersion: "v1", kind: "Secret", metadata: { name, annotations }, type: "Opaque", stringData: { value } };
}

export function account(name: string, labels: Annotations = {}, annotations: Annotations = {}): KubeObject {
  return { apiVersion: "v1", kind: "ServiceAccount", metadata: { name, labels, annotations } };
}

export function service(name: string, port = 80, annotations: Annotations = {}): KubeObject {
  const spec = { selector: { app: name }, ports: [{ name: "http", port, protocol: "TCP", targetPort: 8080 }] };
  return { apiVersion: "v1", kind: "Service", metadata: { name, annotations }, spec };
}

function pods(name: string, image: string) {
  const container = { name, image, resources: { requests: { cpu: "10m", memory: "16Mi" } } };
  return { metadata: { labels: { app: name } }, spec: { containers: [container] } };
}

export function deployment(name: string, image = "a:1", spec: object = {}, annotations: Annotations = {}): KubeObject {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, annotations },
    spec: { replicas: 1, selector: { matchLabels: { app: name } }, template: pods(name, image), ...spec },
  };
}

/** Another selector: what Kubernetes refuses to change. */
export function reselected(name: string, annotations: Annotations = {}): KubeObject {
  const template = pods(name, "a:1");
  const labels = { app: name, other: "yes" };
  const spec = { selector: { matchLabels: labels }, template: { ...template, metadata: { labels } } };
  return deployment(name, "a:1", spec, annotations);
}

export function statefulSet(name: string, storage = "1Gi", image = "a:1"): KubeObject {
  const claim = {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name: "data" },
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage } }, volumeMode: "Filesystem" },
    status: { phase: "Pending" }, // what Kubernetes adds: without it Argo CD would apply it for ever
  };
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: { name },
    spec: {
      replicas: 0,
      serviceName: name,
      selector: { matchLabels: { app: name } },
      template: pods(name, image),
      volumeClaimTemplates: [claim],
    },
  };
}

export function job(name: string, image = "a:1", annotations: Annotations = {}): KubeObject {
  const template = pods(name, image);
  const spec = { backoffLimit: 0, template: { ...template, spec: { ...template.spec, restartPolicy: "Never" } } };
  return { apiVersion: "batch/v1", kind: "Job", metadata: { name, annotations }, spec };
}

export function claim(name: string, mode = "ReadWriteOnce", annotations: Annotations = {}): KubeObject {
  const spec = { storageClassName: "none", accessModes: [mode], resources: { requests: { storage: "1Gi" } } };
  return { apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: { name, annotations }, spec };
}

export function role(name: string, verb = "get"): KubeObject {
  const rules = [{ apiGroups: [""], resources: ["pods"], verbs: [verb] }];
  return { apiVersion: "rbac.authorization.k8s.io/v1", kind: "Role", metadata: { name }, rules };
}

export function binding(name: string, to: string): KubeObject {
  const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: to };
  const subjects = [{ kind: "ServiceAccount", name: "default", namespace: "default" }];
  return { apiVersion: "rbac.authorization.k8s.io/v1", kind: "RoleBinding", metadata: { name }, roleRef, subjects };
}

export function storageClass(name: string, provisioner = "a.example.net"): KubeObject {
  return { apiVersion: "storage.k8s.io/v1", kind: "StorageClass", metadata: { name }, provisioner };
}

export function namespace(name: string, annotations: Annotations = {}, labels: Annotations = {}): KubeObject {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name, annotations, labels } };
}

export function lease(name: string, holderIdentity = "a"): KubeObject {
  return { apiVersion: "coordination.k8s.io/v1", kind: "Lease", metadata: { name }, spec: { holderIdentity } };
}

export function slice(name: string, port: number): KubeObject {
  const ports = [{ name: "http", port, protocol: "TCP" }];
  return {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: { name },
    addressType: "IPv4",
    endpoints: [],
    ports,
  } as KubeObject;
}

/** A CRD of the group `<word>.example.net` with the kind `Thing`. */
export function definition(word: string, annotations: Annotations = {}, more: object = {}): KubeObject {
  const schema = { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } };
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `things.${word}.example.net`, annotations, ...more },
    spec: {
      group: `${word}.example.net`,
      names: { kind: "Thing", listKind: "ThingList", plural: "things", singular: "thing" },
      scope: "Namespaced",
      versions: [{ name: "v1", served: true, storage: true, schema }],
    },
  };
}

export function thing(word: string, name: string, value = 1): KubeObject {
  return { apiVersion: `${word}.example.net/v1`, kind: "Thing", metadata: { name }, spec: { value } };
}
