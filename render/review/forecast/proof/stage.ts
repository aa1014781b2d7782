import type { KubeObject } from "../../../../platform/kube-object.ts";

/** What one commit of the proof holds for one scenario. */
export interface Stage {
  /** Applications and AppProjects, which the root deploys. */
  readonly applications: readonly KubeObject[];
  /** Files by path below the folder of the cluster. */
  readonly files: Readonly<Record<string, string>>;
}

/** A few Applications of which something changes from commit to commit. */
export interface Scenario {
  /** One word; names of its Applications begin with it. */
  readonly name: string;
  /** The last one stays for the commits that follow. */
  readonly stages: readonly Stage[];
}

/** Where Applications of the proof come from. */
export const REPOSITORY = "https://gitea.arcodange.lab/arcodange-org/lab.git";

export const IN_CLUSTER = "https://kubernetes.default.svc";

/** Folder of the cluster in the repository. */
export const FOLDER = "proof";

export interface Wishes {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
  readonly automated?: object | false;
  readonly options?: readonly string[];
  readonly retry?: object;
  readonly spec?: object;
}

/** Most scenarios write on the server's side, as the lab does. */
export const SERVER_SIDE = ["ServerSideApply=true"] as const;
export const CLIENT_SIDE = [] as const;

/** An Application that syncs by itself, and soon gives up what fails. */
export function application(name: string, wishes: Wishes = {}): KubeObject {
  const { annotations = {}, finalizers = [CASCADE], automated = { prune: true, selfHeal: true }, spec = {} } = wishes;
  const syncOptions = [...(wishes.options ?? SERVER_SIDE)];
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: { name, namespace: "argocd", annotations, ...(finalizers.length > 0 && { finalizers }) },
    spec: {
      project: "default",
      destination: { server: IN_CLUSTER, namespace: name },
      source: { repoURL: REPOSITORY, targetRevision: "main", path: `${FOLDER}/${name}` },
      syncPolicy: {
        ...(automated !== false && { automated }),
        ...(syncOptions.length > 0 && { syncOptions }), // Argo CD drops what is empty or 0, and would then put it back for ever
        retry: wishes.retry ?? RETRY,
      },
      ...spec,
    },
  };
}

/** Once, after a second. */
export const RETRY = { limit: 1, backoff: { duration: "1s", factor: 1 } };

const CASCADE = "resources-finalizer.argocd.argoproj.io/background";

export function project(name: string, spec: object = {}): KubeObject {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "AppProject",
    metadata: { name, namespace: "argocd", annotations: { "argocd.argoproj.io/sync-wave": "-1" } },
    spec: {
      sourceRepos: [REPOSITORY],
      destinations: [{ server: IN_CLUSTER, namespace: "*" }],
      clusterResourceWhitelist: [{ group: "*", kind: "*" }],
      ...spec,
    },
  };
}

/** One Application, and what its folder holds from commit to commit. */
export function alone(name: string, wishes: Wishes, ...folders: readonly (readonly Item[])[]): Scenario {
  return {
    name,
    stages: folders.map(items => ({ applications: [application(name, wishes)], files: files(name, items) })),
  };
}

/** An object, or a text that is written as it is. */
export type Item = KubeObject | { readonly path: string; readonly text: string };

export function files(folder: string, items: readonly Item[]): Record<string, string> {
  return Object.fromEntries(
    items.map(item => {
      if ("text" in item) return [`${folder}/${item.path}`, item.text as string];
      return [
        `${folder}/${item.kind.toLowerCase()}-${item.metadata.name}.yaml`,
        `${JSON.stringify(item, undefined, 2)}\n`,
      ];
    }),
  );
}
