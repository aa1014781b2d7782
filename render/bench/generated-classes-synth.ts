// The objects of a synthetic lab by cdk8s's own means: its generated classes, one App, a chart and a
// file for each instance, app.synth(). It checks nothing, and derives no Applications.
import { ApiObject, App, Chart } from "cdk8s";
import { k8s } from "cdk8s-plus-28";
import type { Construct } from "constructs";

const [count = "0", outdir = ""] = process.argv.slice(2);
const app = new App({ outdir, outputFileExtension: ".yaml" });
for (let index = 0; index < Number(count); index++) {
  const name = `app-${String(index).padStart(4, "0")}`;
  for (const instance of [name, `${name}-sandbox`]) addInstance(name, instance);
}
app.synth();

function addInstance(name: string, instance: string): void {
  const chart = new Chart(app, instance, { namespace: instance, disableResourceNameHashes: true });
  const selector = { "app.kubernetes.io/name": name };
  addGround(chart, instance);
  addWorkload(chart, name, instance, selector);
  const http = k8s.IntOrString.fromString("http");
  new k8s.KubeService(chart, "service", {
    metadata: { name },
    spec: { selector, ports: [{ name: "http", port: 80, targetPort: http }] },
  });
  new ApiObject(chart, "route", {
    apiVersion: "traefik.io/v1alpha1",
    kind: "IngressRoute",
    metadata: { name },
    spec: {
      entryPoints: ["websecure"],
      routes: [{ kind: "Rule", match: `Host(\`${instance}.arcodange.lab\`)`, services: [{ name, port: "http" }] }],
      tls: { certResolver: "step-ca" },
    },
  });
  new k8s.KubeNetworkPolicy(chart, "admit-traefik", {
    metadata: { name: "admit-traefik" },
    spec: {
      podSelector: { matchLabels: selector },
      policyTypes: ["Ingress"],
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "traefik" } },
              podSelector: { matchLabels: { "app.kubernetes.io/name": "traefik" } },
            },
          ],
          ports: [{ protocol: "TCP", port: http }],
        },
      ],
    },
  });
}

function addGround(chart: Construct, instance: string): void {
  new k8s.KubeNamespace(chart, "namespace", {
    metadata: {
      name: instance,
      labels: { "pod-security.kubernetes.io/enforce": "restricted" },
      annotations: {
        "argocd.argoproj.io/compare-options": "IgnoreExtraneous",
        "argocd.argoproj.io/sync-options": "Prune=false,Delete=false",
      },
    },
  });
  new k8s.KubeNetworkPolicy(chart, "isolation", {
    metadata: { name: "isolation" },
    spec: {
      podSelector: {},
      policyTypes: ["Ingress", "Egress"],
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
              podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
            },
          ],
          ports: [
            { protocol: "UDP", port: k8s.IntOrString.fromNumber(53) },
            { protocol: "TCP", port: k8s.IntOrString.fromNumber(53) },
          ],
        },
      ],
    },
  });
  new k8s.KubeServiceAccount(chart, "account", {
    metadata: { name: instance },
    automountServiceAccountToken: false,
  });
}

function addWorkload(chart: Construct, name: string, instance: string, labels: Record<string, string>): void {
  const memory = k8s.Quantity.fromString("64Mi");
  const probe = { httpGet: { path: "/", port: k8s.IntOrString.fromString("http") } };
  new k8s.KubeDeployment(chart, "deployment", {
    metadata: { name, labels },
    spec: {
      replicas: 1,
      revisionHistoryLimit: 2,
      strategy: { type: "Recreate" },
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: instance,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 10001,
            runAsGroup: 10001,
            fsGroup: 10001,
            fsGroupChangePolicy: "OnRootMismatch",
            seccompProfile: { type: "RuntimeDefault" },
          },
          containers: [
            {
              name,
              image: `gitea.arcodange.lab/bench/${name}:1.0.0`,
              imagePullPolicy: "IfNotPresent",
              ports: [{ name: "http", containerPort: 8080 }],
              resources: {
                requests: { cpu: k8s.Quantity.fromString("50m"), memory },
                limits: { memory },
              },
              startupProbe: { ...probe, periodSeconds: 5, failureThreshold: 60 },
              readinessProbe: { ...probe, periodSeconds: 10, timeoutSeconds: 3 },
              livenessProbe: { ...probe, periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 5 },
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ["ALL"] },
              },
              volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
            },
          ],
          volumes: [{ name: "tmp", emptyDir: { sizeLimit: k8s.Quantity.fromString("64Mi") } }],
        },
      },
    },
  });
}
