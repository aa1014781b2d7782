/** How a program is built from a Go module that nothing has to be patched in. */
export interface Recipe {
  /** Folder of `recipes/` whose go.mod names the package as a tool, and pins all that it needs. */
  readonly folder:
    | "kubernetes"
    | "caddy"
    | "gitea"
    | "gitea-runner"
    | "hcl2json"
    | "helm"
    | "prometheus"
    | "victoria-logs"
    | "tofu"
    | "fake-gcs-server"
    | "step-ca";
  readonly package: string;
  /** Version that the program says it has, per variable of its source. Default: what its source says. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Scripts of its module that it calls; they come beside it, for PATH. */
  readonly scripts?: readonly string[];
  /** A folder that comes beside it, of folders of its module. */
  readonly assets?: { readonly folder: string; readonly from: readonly string[] };
}

const KUBERNETES_VERSION = Object.fromEntries(
  ["k8s.io/component-base/version", "k8s.io/client-go/pkg/version"].flatMap(version => [
    [`${version}.gitVersion`, "v1.36.3"],
    [`${version}.gitMajor`, "1"], // Argo CD tells charts both
    [`${version}.gitMinor`, "36"],
  ]),
);

/** Programs of the bed that are built when neither the folder of parts nor PATH has them. */
export const recipes: Readonly<Record<string, Recipe>> = {
  etcd: { folder: "kubernetes", package: "go.etcd.io/etcd/server/v3" },
  "kube-apiserver": kubernetes("kube-apiserver"),
  "kube-controller-manager": kubernetes("kube-controller-manager"),
  "kube-scheduler": kubernetes("kube-scheduler"),
  kubectl: kubernetes("kubectl"),
  kwok: { folder: "kubernetes", package: "sigs.k8s.io/kwok/cmd/kwok" },
  argocd: {
    folder: "kubernetes",
    package: "github.com/argoproj/argo-cd/v3/cmd",
    variables: { "github.com/argoproj/argo-cd/v3/common.version": "3.5.1" },
    scripts: ["hack/git-verify-wrapper.sh", "hack/gpg-wrapper.sh"],
  },
  helm: {
    folder: "helm",
    package: "helm.sh/helm/v4/cmd/helm",
    variables: { "helm.sh/helm/v4/internal/version.version": "v4.3.1" },
  },
  gitea: {
    folder: "gitea",
    package: "code.gitea.io/gitea",
    variables: { "main.Version": "1.26.2" },
    assets: { folder: "gitea-static", from: ["templates", "options", "public"] },
  },
  "gitea-runner": {
    folder: "gitea-runner",
    package: "gitea.com/gitea/runner",
    variables: { "gitea.com/gitea/runner/internal/pkg/ver.version": "v1.0.8" },
  },
  hcl2json: { folder: "hcl2json", package: "github.com/tmccombs/hcl2json" },
  prometheus: { folder: "prometheus", package: "github.com/prometheus/prometheus/cmd/prometheus" },
  promtool: { folder: "prometheus", package: "github.com/prometheus/prometheus/cmd/promtool" },
  amtool: { folder: "prometheus", package: "github.com/prometheus/alertmanager/cmd/amtool" },
  "victoria-logs": victoriaLogs("victoria-logs"),
  vlagent: victoriaLogs("vlagent"),
  caddy: { folder: "caddy", package: "github.com/caddyserver/caddy/v2/cmd/caddy" },
  tofu: { folder: "tofu", package: "github.com/opentofu/opentofu/cmd/tofu" },
  "fake-gcs-server": { folder: "fake-gcs-server", package: "github.com/fsouza/fake-gcs-server" },
  "step-ca": {
    folder: "step-ca",
    package: "github.com/smallstep/certificates/cmd/step-ca",
    variables: { "main.Version": "0.30.2" },
  },
  step: {
    folder: "step-ca",
    package: "github.com/smallstep/cli/cmd/step",
    variables: { "main.Version": "0.30.2" },
  },
};

function kubernetes(name: string): Recipe {
  return { folder: "kubernetes", package: `k8s.io/kubernetes/cmd/${name}`, variables: KUBERNETES_VERSION };
}

function victoriaLogs(name: string): Recipe {
  return { folder: "victoria-logs", package: `github.com/VictoriaMetrics/VictoriaLogs/app/${name}` };
}
