import { existsSync } from "node:fs";
import { join } from "node:path";
import { ARGOCD_NAMESPACE } from "../../../platform/components/argocd/namespace.ts";
import { renderedPath } from "../../../platform/naming.ts";
import type { Kubectl } from "../../remote/kubectl.ts";
import { repositoryFolder } from "../../repository.ts";
import type { LabAt } from "../lab-at.ts";
import type { Step } from "../step.ts";
import { renderedObjects } from "./rendered-objects.ts";
import { awaitedSecrets } from "./secrets.ts";
import { type Application, type Awaited, unconverged, waitingForPeople } from "./unconverged.ts";
import { until } from "./until.ts";

const LIMIT_SECONDS = 2700;

/**
 * Every Application as git says, and healthy. Two kinds may be unhealthy: an app whose image nobody has pushed yet, and
 * whatever reads a secret that only a person or a stack brings. They are named, and must be synced.
 */
export const converged: Step<LabAt> = {
  name: "converged",
  does: "waits until every Application is as git says, and healthy",
  limitSeconds: LIMIT_SECONDS,
  undo: "nothing: it only looks",
  async check(on) {
    const live = await applications(on.kubectl);
    return unconverged(wantedOf(on), live, await awaitedIn(on, live));
  },
  async do(on) {
    const missing = await until(() => converged.check(on), LIMIT_SECONDS - 60, on.say, 10);
    if (missing.length > 0) throw new Error(`Not everything has converged\n${missing.join("\n")}`);
    const live = await applications(on.kubectl);
    for (const line of waitingForPeople(live, await awaitedIn(on, live))) on.say(line);
  },
};

function wantedOf({ cluster }: LabAt): string[] {
  return renderedObjects(cluster.name, "applications")
    .filter(({ kind }) => kind === "Application")
    .map(({ metadata }) => metadata.name);
}

/** None where Argo CD's CRDs are not there yet. */
async function applications(kubectl: Kubectl): Promise<Application[]> {
  const words = ["get", "applications.argoproj.io", `--namespace=${ARGOCD_NAMESPACE}`, "--output=json"];
  try {
    return (JSON.parse(await kubectl(words)) as { items: Application[] }).items;
  } catch (error) {
    if (/the server doesn't have a resource type/.test((error as Error).message)) return [];
    throw error;
  }
}

async function awaitedIn(on: LabAt, live: readonly Application[]): Promise<Awaited> {
  const unwell = live.filter(({ status }) => status?.health?.status !== "Healthy");
  if (unwell.length === 0) return new Map();
  const paths = await awaitedSecrets(on);
  const found = unwell.map(async ({ metadata: { name }, spec: { project } }) => {
    const isApp = project === name;
    return [name, unbrought(on, name, paths) ?? (isApp ? await unpulled(on.kubectl, name) : undefined)] as const;
  });
  return new Map(
    (await Promise.all(found)).flatMap(([name, reason]) => (reason === undefined ? [] : [[name, reason]])),
  );
}

/** Why an Application waits, if a secret that it reads is one that nobody has brought. */
function unbrought({ cluster }: LabAt, application: string, paths: readonly string[]): string | undefined {
  const folder = join(repositoryFolder, renderedPath(cluster.name, application));
  if (!existsSync(folder)) return undefined; // its objects lie elsewhere
  const read = renderedObjects(cluster.name, application).filter(({ kind }) => kind === "VaultStaticSecret");
  const path = read.map(({ spec }) => (spec as { path: string }).path).find(path => paths.includes(path));
  return path === undefined ? undefined : `nobody has brought all of secret ${path} yet: lab secrets list`;
}

/** Why an app waits, if its image cannot be had. */
async function unpulled(kubectl: Kubectl, namespace: string): Promise<string | undefined> {
  const pods = await kubectl(["get", "pods", `--namespace=${namespace}`, "--output=json"]);
  const { items } = JSON.parse(pods) as { items: readonly Pod[] };
  const containers = items.flatMap(({ status }) => [
    ...(status.initContainerStatuses ?? []),
    ...(status.containerStatuses ?? []),
  ]);
  const without = containers.find(({ state }) =>
    /^(ErrImagePull|ImagePullBackOff)$/.test(state?.waiting?.reason ?? ""),
  );
  return without && `image ${without.image} cannot be pulled, push the app's repository: its workflow builds it`;
}

interface Pod {
  readonly status: {
    readonly initContainerStatuses?: readonly ContainerStatus[];
    readonly containerStatuses?: readonly ContainerStatus[];
  };
}

interface ContainerStatus {
  readonly image: string;
  readonly state?: { readonly waiting?: { readonly reason?: string } };
}
