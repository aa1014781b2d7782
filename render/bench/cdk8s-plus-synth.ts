// As many objects of the same kinds, as people write them with cdk8s-plus: one App, a chart and a file for each
// instance, app.synth(). What cdk8s-plus cannot say is left out, and it checks nothing.
import { ApiObject, App, Chart, Size } from "cdk8s";
import * as kplus from "cdk8s-plus-28";

const [count = "0", outdir = ""] = process.argv.slice(2);
const app = new App({ outdir, outputFileExtension: ".yaml" });
for (let index = 0; index < Number(count); index++) {
  const name = `app-${String(index).padStart(4, "0")}`;
  for (const instance of [name, `${name}-sandbox`]) addInstance(name, instance);
}
app.synth();

function addInstance(name: string, instance: string): void {
  const chart = new Chart(app, instance, { namespace: instance, disableResourceNameHashes: true });
  const labels = { "app.kubernetes.io/name": name };
  new kplus.Namespace(chart, "namespace", { metadata: { name: instance } });
  new kplus.ServiceAccount(chart, "account", { metadata: { name: instance } });
  const deployment = new kplus.Deployment(chart, "deployment", {
    metadata: { name, labels },
    podMetadata: { labels },
    select: false,
    replicas: 1,
    strategy: kplus.DeploymentStrategy.recreate(),
    serviceAccount: kplus.ServiceAccount.fromServiceAccountName(chart, "account-name", instance),
    automountServiceAccountToken: false,
    securityContext: { user: 10001, group: 10001, fsGroup: 10001 },
    volumes: [kplus.Volume.fromEmptyDir(chart, "tmp", "tmp", { sizeLimit: Size.mebibytes(64) })],
    containers: [
      {
        name,
        image: `gitea.arcodange.lab/bench/${name}:1.0.0`,
        imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
        ports: [{ name: "http", number: 8080 }],
        resources: {
          cpu: { request: kplus.Cpu.millis(50) },
          memory: { request: Size.mebibytes(64), limit: Size.mebibytes(64) },
        },
        startup: kplus.Probe.fromHttpGet("/", { port: 8080, failureThreshold: 60 }),
        readiness: kplus.Probe.fromHttpGet("/", { port: 8080 }),
        liveness: kplus.Probe.fromHttpGet("/", { port: 8080, failureThreshold: 5 }),
      },
    ],
  });
  deployment.select(kplus.LabelSelector.of({ labels }));
  const pods = kplus.Pods.select(chart, "pods", { labels });
  new kplus.Service(chart, "service", {
    metadata: { name },
    selector: pods,
    ports: [{ name: "http", port: 80, targetPort: 8080 }],
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
  new kplus.NetworkPolicy(chart, "isolation", {
    metadata: { name: "isolation" },
    selector: kplus.Pods.all(chart, "all"),
    ingress: { default: kplus.NetworkPolicyTrafficDefault.DENY },
    egress: {
      default: kplus.NetworkPolicyTrafficDefault.DENY,
      rules: [
        {
          peer: kplus.Namespaces.select(chart, "dns", { labels: { "kubernetes.io/metadata.name": "kube-system" } }),
          ports: [kplus.NetworkPolicyPort.udp(53), kplus.NetworkPolicyPort.tcp(53)],
        },
      ],
    },
  });
  new kplus.NetworkPolicy(chart, "admit-traefik", {
    metadata: { name: "admit-traefik" },
    selector: pods,
    ingress: {
      rules: [
        {
          peer: kplus.Namespaces.select(chart, "traefik", { labels: { "kubernetes.io/metadata.name": "traefik" } }),
          ports: [kplus.NetworkPolicyPort.tcp(8080)],
        },
      ],
    },
  });
}
