import { parseDocument } from "yaml";
import type { Cluster } from "../../clusters/lab.ts";
import { ARGOCD_NAMESPACE } from "../../platform/components/argocd/namespace.ts";
import {
  REPOSITORY_LABEL,
  repositoryFields,
  repositorySecret,
} from "../../platform/components/argocd/repository-credentials.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { ROOT, repositoryUrl } from "../../platform/naming.ts";
import type { Tree } from "../tree/tree.ts";
import type { ApiServer } from "./servers/api-server.ts";
import { apply } from "./servers/kubectl.ts";

export interface BootstrapProps {
  readonly server: ApiServer;
  readonly cluster: Cluster;
  /** The rendered tree, of which Argo CD's own objects are applied. */
  readonly tree: Tree;
  /** Repositories of the organisation that Argo CD reads, and as whom. */
  readonly repositories: readonly string[];
  readonly reader: { readonly username: string; readonly password: string };
  /** Gitea signs its webhooks with it. */
  readonly webhookSecret: string;
  /** Of Argo CD's cache. */
  readonly redisPassword: string;
}

/**
 * What has to be in a cluster before Argo CD can take over, beside its CRDs: its namespace, its settings, and the
 * Secrets that Vault will hold once it is there.
 */
export async function bootstrap(props: BootstrapProps): Promise<void> {
  const { server, cluster, tree, repositories, reader, webhookSecret, redisPassword } = props;
  const objects = objectsBelow(tree, `${cluster.name}/argocd/`).filter(isBuiltIn);
  await apply(server, objects.filter(isNamespace));
  await apply(server, [
    ...objects,
    secret("argocd-redis", {}, { auth: redisPassword }), // what its pod would make up, if a pod ran here
    secret("argocd-secret", { "app.kubernetes.io/part-of": "argocd" }, { "webhook.gogs.secret": webhookSecret }),
    ...repositories.map(name =>
      secret(
        repositorySecret(name),
        { [REPOSITORY_LABEL]: "repository" },
        repositoryFields(repositoryUrl(cluster, name), reader.username, reader.password),
      ),
    ),
  ]);
}

/** Applies the root Application and its project by hand, for a cluster that has none yet: from then on they come from Gitea. */
export async function applyRoot(server: ApiServer, cluster: Cluster, tree: Tree): Promise<void> {
  const objects = objectsBelow(tree, `${cluster.name}/applications/`).filter(({ metadata }) => metadata.name === ROOT);
  await apply(server, objects);
}

function objectsBelow(tree: Tree, folder: string): KubeObject[] {
  const texts = [...tree].filter(([path]) => path.startsWith(folder)).map(([, text]) => text);
  return texts.map(text => parseDocument(text).toJS() as KubeObject);
}

/** Whether Kubernetes knows the kind without a CRD. */
function isBuiltIn({ apiVersion }: KubeObject): boolean {
  const [group, version] = apiVersion.split("/");
  return version === undefined || !group?.includes(".") || group.endsWith(".k8s.io");
}

function isNamespace({ kind }: KubeObject): boolean {
  return kind === "Namespace";
}

function secret(name: string, labels: Record<string, string>, stringData: Record<string, string>): KubeObject {
  return { apiVersion: "v1", kind: "Secret", metadata: { name, namespace: ARGOCD_NAMESPACE, labels }, stringData };
}
