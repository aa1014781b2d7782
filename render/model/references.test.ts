import { describe, expect, test } from "vitest";
import { sampleObject } from "../testing/sample-unit.ts";
import { type Reference, referencesOf } from "./references.ts";

/** A reference as one line: `via Kind namespace/name:port field`. */
const line = ({ via, kind, namespace = "", name, port, field, optional }: Reference) =>
  `${via} ${kind} ${namespace}/${name}${port === undefined ? "" : `:${port}`} ${field}${optional ? " optional" : ""}`;
const lines = (kind: string, fields: object) => referencesOf(sampleObject(kind, "erp/x", fields)).map(line);
const ofSpec = (kind: string, spec: object) => lines(kind, { spec });

describe("referencesOf() a workload", () => {
  test("are its account, what it reads, and its volumes", () => {
    const pod = {
      serviceAccountName: "erp",
      containers: [{ name: "web", envFrom: [{ secretRef: { name: "smtp" } }] }],
      volumes: [
        { name: "files", persistentVolumeClaim: { claimName: "documents" } },
        { name: "settings", configMap: { name: "settings", optional: true } },
        { name: "tmp", emptyDir: {} },
      ],
    };
    expect(ofSpec("apps/v1/Deployment", { template: { spec: pod } })).toEqual([
      "references ServiceAccount erp/erp spec.template.spec.serviceAccountName",
      "secrets Secret erp/smtp spec.template.spec.containers[web].envFrom[0].secretRef",
      "references ConfigMap erp/settings spec.template.spec.volumes[settings].configMap optional",
      "volumes PersistentVolumeClaim erp/documents spec.template.spec.volumes[files]",
    ]);
  });

  test("are none where its pod names nothing, or there is no pod", () => {
    expect(ofSpec("apps/v1/Deployment", { template: { spec: { containers: [] } } })).toEqual([]);
    expect(lines("apps/v1/Deployment", {})).toEqual([]);
    expect(ofSpec("ConfigMap", { serviceAccountName: "erp" })).toEqual([]);
  });

  test("are also the headless Service and the storage classes of a StatefulSet, whose claims it makes itself", () => {
    const claim = { metadata: { name: "data" }, spec: { storageClassName: "replicated" } };
    expect(ofSpec("apps/v1/StatefulSet", { serviceName: "db", volumeClaimTemplates: [{ spec: {} }, claim] })).toEqual([
      "references Service erp/db spec.serviceName",
      "volumes StorageClass /replicated spec.volumeClaimTemplates[1].spec.storageClassName",
    ]);
  });
});

describe("referencesOf() a route", () => {
  test("of Traefik are its Services, middlewares, certificate and TLS options, in other namespaces too", () => {
    const spec = {
      routes: [
        { services: [{ name: "web", port: "http" }], middlewares: [{ name: "limit" }] },
        {
          services: [{ name: "api", namespace: "api", port: 80 }],
          middlewares: [{ name: "auth", namespace: "tools" }],
        },
      ],
      tls: { secretName: "cert", options: { name: "strict", namespace: "traefik" } },
    };
    expect(ofSpec("traefik.io/v1alpha1/IngressRoute", spec)).toEqual([
      "routes Service erp/web:http spec.routes[0].services[0]",
      "references Middleware erp/limit spec.routes[0].middlewares[0]",
      "routes Service api/api:80 spec.routes[1].services[0]",
      "references Middleware tools/auth spec.routes[1].middlewares[0]",
      "secrets Secret erp/cert spec.tls.secretName",
      "references TLSOption traefik/strict spec.tls.options",
    ]);
  });

  test("of Traefik are also TraefikServices, which have no port, in other namespaces too", () => {
    const services = [
      { kind: "TraefikService", name: "mirror" },
      { name: "web" },
      { kind: "TraefikService", name: "split", namespace: "tools" },
    ];
    expect(ofSpec("traefik.io/v1alpha1/IngressRoute", { routes: [{ services }] })).toEqual([
      "references TraefikService erp/mirror spec.routes[0].services[0]",
      "routes Service erp/web spec.routes[0].services[1]",
      "references TraefikService tools/split spec.routes[0].services[2]",
    ]);
  });

  test("of Traefik are also the transports of its Services, in the namespace of the Service", () => {
    const services = [
      { name: "web", port: 80, serversTransport: "insecure" },
      { name: "api", namespace: "api", port: 80, serversTransport: "patient" },
    ];
    expect(ofSpec("traefik.io/v1alpha1/IngressRoute", { routes: [{ services }] })).toEqual([
      "routes Service erp/web:80 spec.routes[0].services[0]",
      "references ServersTransport erp/insecure spec.routes[0].services[0].serversTransport",
      "routes Service api/api:80 spec.routes[0].services[1]",
      "references ServersTransport api/patient spec.routes[0].services[1].serversTransport",
    ]);
  });

  test("of Traefik leave out what Traefik has from elsewhere than from objects", () => {
    const services = [
      { kind: "TraefikService", name: "api@internal" },
      { name: "web", port: 80, serversTransport: "insecure@file" },
    ];
    expect(ofSpec("traefik.io/v1alpha1/IngressRoute", { routes: [{ services }] })).toEqual([
      "routes Service erp/web:80 spec.routes[0].services[1]",
    ]);
  });

  test("of Traefik that is split by weight are all its parts", () => {
    const services = [
      { name: "old", port: 80, weight: 3, serversTransport: "insecure" },
      { kind: "TraefikService", name: "new", weight: 1 },
    ];
    expect(ofSpec("traefik.io/v1alpha1/TraefikService", { weighted: { services } })).toEqual([
      "routes Service erp/old:80 spec.weighted.services[0]",
      "references ServersTransport erp/insecure spec.weighted.services[0].serversTransport",
      "references TraefikService erp/new spec.weighted.services[1]",
    ]);
  });

  test("of Traefik that is mirrored are the one that answers and its mirrors", () => {
    const mirroring = {
      name: "web",
      port: "http",
      serversTransport: "insecure",
      mirrors: [
        { name: "trial", port: 80, percent: 10 },
        { kind: "TraefikService", name: "split", namespace: "tools" },
      ],
    };
    expect(ofSpec("traefik.io/v1alpha1/TraefikService", { mirroring })).toEqual([
      "routes Service erp/web:http spec.mirroring",
      "references ServersTransport erp/insecure spec.mirroring.serversTransport",
      "routes Service erp/trial:80 spec.mirroring.mirrors[0]",
      "references TraefikService tools/split spec.mirroring.mirrors[1]",
    ]);
    expect(lines("traefik.io/v1alpha1/TraefikService", {})).toEqual([]);
  });

  test("of Kubernetes are its class, its certificate, and every backend, also the one for all the rest", () => {
    const backend = (name: string, port: object) => ({ service: { name, port } });
    const spec = {
      ingressClassName: "traefik",
      defaultBackend: backend("fallback", { number: 8080 }),
      rules: [
        { host: "none" },
        { http: { paths: [{ backend: backend("web", { name: "http" }) }, { backend: { resource: {} } }] } },
      ],
      tls: [{ hosts: ["a"] }, { secretName: "cert" }],
    };
    expect(ofSpec("networking.k8s.io/v1/Ingress", spec).sort()).toEqual([
      "references IngressClass /traefik spec.ingressClassName",
      "routes Service erp/fallback:8080 spec.defaultBackend.service",
      "routes Service erp/web:http spec.rules[1].http.paths[0].backend.service",
      "secrets Secret erp/cert spec.tls[1].secretName",
    ]);
  });
});

describe("referencesOf() an object of the secrets operator", () => {
  test("are the connection and the account of a login, in the namespace that stands before a slash", () => {
    const spec = { vaultConnectionRef: "tools/vault", kubernetes: { serviceAccount: "erp" } };
    expect(ofSpec("secrets.hashicorp.com/v1beta1/VaultAuth", spec)).toEqual([
      "references VaultConnection tools/vault spec.vaultConnectionRef",
      "references ServiceAccount erp/erp spec.kubernetes.serviceAccount",
    ]);
  });

  test("are none of a login by other means, over the operator's default connection", () => {
    expect(ofSpec("secrets.hashicorp.com/v1beta1/VaultAuth", { method: "appRole" })).toEqual([]);
  });

  test.each(["VaultStaticSecret", "VaultDynamicSecret"])("are the login and the restarts of a %s", kind => {
    const rolloutRestartTargets = [{ kind: "Deployment", name: "web" }];
    expect(ofSpec(`secrets.hashicorp.com/v1beta1/${kind}`, { vaultAuthRef: "vault", rolloutRestartTargets })).toEqual([
      "references VaultAuth erp/vault spec.vaultAuthRef",
      "references Deployment erp/web spec.rolloutRestartTargets[0]",
    ]);
  });
});

describe("referencesOf() other objects", () => {
  test("are the class of a claim, which belongs to no namespace", () => {
    expect(ofSpec("PersistentVolumeClaim", { storageClassName: "replicated" })).toEqual([
      "volumes StorageClass /replicated spec.storageClassName",
    ]);
    expect(ofSpec("PersistentVolumeClaim", {})).toEqual([]);
  });

  test("are the role and the accounts of a binding, not people and not roles of the cluster", () => {
    const subjects = [
      { kind: "Group", name: "admins" },
      { kind: "ServiceAccount", name: "erp" },
      { kind: "ServiceAccount", name: "prometheus", namespace: "tools" },
    ];
    expect(
      lines("rbac.authorization.k8s.io/v1/RoleBinding", { roleRef: { kind: "Role", name: "r" }, subjects }),
    ).toEqual([
      "references Role erp/r roleRef",
      "references ServiceAccount erp/erp subjects[1]",
      "references ServiceAccount tools/prometheus subjects[2]",
    ]);
    expect(
      lines("rbac.authorization.k8s.io/v1/RoleBinding", { roleRef: { kind: "ClusterRole", name: "view" } }),
    ).toEqual([]);
  });

  test("are what an autoscaler scales", () => {
    expect(
      ofSpec("autoscaling/v2/HorizontalPodAutoscaler", { scaleTargetRef: { kind: "Deployment", name: "web" } }),
    ).toEqual(["references Deployment erp/web spec.scaleTargetRef"]);
  });

  test("are none of a foreign kind that only has the name of a known one", () => {
    const template = { spec: { serviceAccountName: "erp", containers: [] } };
    expect(ofSpec("networking.internal.knative.dev/v1/Ingress", { ingressClassName: "traefik" })).toEqual([]);
    expect(ofSpec("batch.volcano.sh/v1/Job", { template })).toEqual([]);
    expect(ofSpec("batch/v1/Job", { template })).toHaveLength(1);
  });
});

describe("referencesOf() an object", () => {
  test("are the same without the fields that are null, as generators write them", () => {
    const rules = [{ http: { paths: [{ backend: { service: { name: "erp", port: null } } }] } }, { http: null }];
    expect(ofSpec("networking.k8s.io/v1/Ingress", { rules, tls: null, defaultBackend: null })).toEqual([
      "routes Service erp/erp spec.rules[0].http.paths[0].backend.service",
    ]);
    const pod = {
      serviceAccountName: null,
      volumes: null,
      initContainers: null,
      containers: [{ name: "a", env: null }],
    };
    expect(ofSpec("apps/v1/Deployment", { template: { spec: pod } })).toEqual([]);
  });

  test("are none where it has not the shape of its kind", () => {
    expect(ofSpec("networking.k8s.io/v1/Ingress", { rules: 5, tls: [{}] })).toEqual([]);
    expect(ofSpec("apps/v1/Deployment", { template: { spec: { containers: "web" } } })).toEqual([]);
    expect(lines("rbac.authorization.k8s.io/v1/RoleBinding", { subjects: {} })).toEqual([]);
  });
});
