import type { Deviations } from "../../deviations.ts";

const LABELS = "labels are for pods, which policies and Prometheus choose by them";
const PUBLIC = "public names need a door of their own, a certificate of Let's Encrypt and CrowdSec";
const LOG = "CrowdSec reads the requests as JSON, and finds no header that may be secret";
const BOUNCER = "the bouncer is a local plugin, which an image brings";
const SECRET = "it starts without its secrets, and reads them once they are there";
const CERTIFICATES = "certificates lie on a volume that outlives the pod";
const TO_HTTPS = "nobody is served by http";
const SILENT = "it tells nobody of the lab";
const NO_OLD_INGRESS = "Kubernetes has served no Ingress of that group since 1.22";

const args = (flag: string) => `spec.template.spec.containers[traefik].args[--${flag}]`;
const mounts = (path: string) => `spec.template.spec.containers[traefik].volumeMounts[${path}]`;
const env = (name: string) => `spec.template.spec.containers[traefik].env[${name}]`;
const acme = (flag: string) => args(`certificatesresolvers.letsencrypt.acme.${flag}`);

/** How Traefik here differs from https://github.com/traefik/traefik-helm-chart, with the chart's default values. */
export const traefikDeviations: Deviations = {
  files: ["traefik/reference-chart-41.3.0.yaml"],
  names: { "traefik-kube-system": "traefik" },
  absent: {},
  fields: {
    "ServiceAccount/traefik": { "metadata.labels": LABELS },
    "ClusterRole/traefik-kube-system": {
      "metadata.labels": LABELS,
      "rules[ingressclasses.extensions]": NO_OLD_INGRESS,
      "rules[ingresses.extensions/status]": NO_OLD_INGRESS,
      "rules[ingresses.extensions]": NO_OLD_INGRESS,
    },
    "ClusterRoleBinding/traefik-kube-system": { "metadata.labels": LABELS },
    "Service/traefik": { "metadata.labels": LABELS },
    "IngressClass/traefik": { "metadata.labels": LABELS },
    "Deployment/traefik": {
      "metadata.labels": LABELS,
      "spec.revisionHistoryLimit": "git has the history",
      "spec.strategy.rollingUpdate": "the volume of certificates is mounted by one pod at a time",
      "spec.strategy.type": "the volume of certificates is mounted by one pod at a time",
      "spec.template.metadata.annotations[lab/config]": "another root of Step-CA starts it anew",
      "spec.template.metadata.labels[lab/metrics]": "Prometheus watches pods with this label",
      "spec.template.spec.affinity": "its bouncer's image lies on Gitea's node, the loss of which must not stop it",
      "spec.template.spec.enableServiceLinks": "it finds Services by their names",
      "spec.template.spec.priorityClassName": "every name of the lab stands on it",
      "spec.template.spec.initContainers": BOUNCER,
      "spec.template.spec.securityContext.fsGroup": CERTIFICATES,
      "spec.template.spec.securityContext.fsGroupChangePolicy": "else each start opens the file of keys to its group",
      "spec.template.spec.volumes[bouncer-key]": SECRET,
      "spec.template.spec.volumes[bouncer]": BOUNCER,
      "spec.template.spec.volumes[data].emptyDir": CERTIFICATES,
      "spec.template.spec.volumes[data].persistentVolumeClaim": CERTIFICATES,
      "spec.template.spec.volumes[duckdns]": SECRET,
      "spec.template.spec.volumes[tmp].emptyDir.sizeLimit": "it writes little there, and must not fill the node",
      "spec.template.spec.containers[traefik].ports[tunnel]": PUBLIC,
      "spec.template.spec.containers[traefik].resources": "a Pi has to know what it needs",
      [env("DUCKDNS_TOKEN_FILE")]: SECRET,
      [env("GOMEMLIMIT")]: "it tidies up before the kernel ends it",
      [mounts("/etc/crowdsec")]: SECRET,
      [mounts("/etc/duckdns")]: SECRET,
      [mounts("/plugins-local/src/github.com/maxlerebourg/crowdsec-bouncer-traefik-plugin")]: BOUNCER,
      [args("accesslog")]: LOG,
      [args("accesslog.fields.headers.defaultmode")]: LOG,
      [args("accesslog.fields.headers.names.User-Agent")]: LOG,
      [args("accesslog.format")]: LOG,
      [acme("dnschallenge.provider")]: PUBLIC,
      [acme("dnschallenge.resolvers")]: PUBLIC,
      [acme("email")]: PUBLIC,
      [acme("storage")]: PUBLIC,
      [args("entryPoints.tunnel.address")]: PUBLIC,
      [args("entryPoints.tunnel.forwardedHeaders.trustedIPs")]: "only the tunnel's pods come in there",
      [args("entryPoints.web.http.redirections.entryPoint.scheme")]: TO_HTTPS,
      [args("entryPoints.web.http.redirections.entryPoint.to")]: TO_HTTPS,
      [args("experimental.localplugins.crowdsec.modulename")]: BOUNCER,
      [args("global.checknewversion")]: SILENT,
      [args("global.sendanonymoususage")]: SILENT,
      [args("log.noColor")]: "the log is read by programs",
      [args("providers.kubernetescrd.crossProviderNamespaces")]: "no app may lead people to Traefik's own API",
      [args("providers.kubernetescrd.safeNaming")]: "two routes never become one by their names",
      [args("providers.kubernetesingress.ingressendpoint.publishedservice")]: "it lives in a namespace of its own",
    },
  },
};
