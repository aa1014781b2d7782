import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "../../../platform/naming.ts";
import { columns } from "../../terminal/columns.ts";
import { applicationStates } from "../application-states.ts";
import { eventually } from "../eventually.ts";
import { commitAndPush } from "../servers/gitea-repositories.ts";
import { demand, type LiveObject, listed } from "../servers/kubectl.ts";
import { UNHEALTHY } from "../unhealthy.ts";
import { emptyApiServerSeconds, MemoryPeak } from "./figures.ts";
import { inhabitedBed } from "./inhabited-bed.ts";

/** Text of an object that the tree of a lab would never hold. */
const planted = (apiVersion: string, kind: string, name: string, namespace?: string, rest = "") =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${
    namespace === undefined ? "" : `  namespace: ${namespace}\n`
  }  labels:\n    planted: "true"\n${rest}`;

const figures: [what: string, value: string][] = [];
let memory: MemoryPeak;

beforeAll(async () => {
  figures.push(["an empty API server", inSeconds(await emptyApiServerSeconds())]);
});

const lab = inhabitedBed({ charts: ["gallery"] });

beforeAll(() => {
  figures.push(["start of the bed, ready for the root Application", inSeconds(lab.bed.startSeconds)]);
  memory = new MemoryPeak();
});

afterAll(() => {
  figures.push(["most memory of the whole bed", `${Math.round(memory.end())} MiB`]);
  console.info(columns(figures.map(row => [...row])).join("\n"));
});

describe("moving in", () => {
  test("syncs every Application of the committed tree", async () => {
    const seconds = await lab.resident.arrival(await lab.resident.moveIn());
    const objects = (await listed(lab.bed.server, "applications", "argocd")) as unknown as SyncedApplication[];
    const count = objects.reduce((sum, { status }) => sum + (status.resources?.length ?? 0), 0);
    figures.push(["root applied to every Application synced", inSeconds(seconds)]);
    figures.push(["objects applied per second meanwhile", (count / seconds).toFixed(1)]);
  });

  test("starts each wave of the platform when the one before it is synced", async () => {
    const applications = (await listed(lab.bed.server, "applications", "argocd")) as unknown as TimedApplication[];
    const platform = applications.filter(({ spec }) => ["crds", "platform"].includes(spec.project));
    const unsynced = platform.filter(({ status }) => (status.history ?? []).length === 0);
    expect(unsynced.map(({ metadata }) => metadata.name)).toEqual(["argocd-crds"]); // the bed has applied them before
    for (const later of applications.filter(({ metadata }) => metadata.name !== ROOT)) {
      for (const earlier of platform.filter(application => waveOf(application) < waveOf(later))) {
        const end = earlier.status.history?.[0]?.deployedAt;
        if (end === undefined) continue;
        expect(Date.parse(later.metadata.creationTimestamp)).toBeGreaterThanOrEqual(Date.parse(end));
      }
    }
  });

  test("leaves every Application healthy but those on the list", async () => {
    await eventually("health is as the list says", async () => {
      const states = await applicationStates(lab.bed.server);
      const unhealthy = [...states].flatMap(([name, { health }]) => (health === "Healthy" ? [] : [name])).sort();
      const listedNames = Object.keys(UNHEALTHY).sort();
      return unhealthy.join() === listedNames.join() ? undefined : `unhealthy are ${unhealthy.join(", ")}`;
    });
  });
});

describe("living in it", () => {
  test("an edit arrives by webhook", async () => {
    lab.resident.copy.edit("platform/components/argocd/configuration.ts", '"60s"', '"61s"');
    const commit = await lab.resident.publish("feat(argocd): wait a second longer");
    const seconds = await eventually("the ConfigMap has changed", async () => {
      const { data } = await objectNamed("configmaps", "argocd", "argocd-cm");
      const value = (data as Record<string, string>)["timeout.reconciliation.jitter"];
      return value === "61s" ? undefined : `the jitter is ${value}`;
    });
    figures.push(["one changed ConfigMap, pushed to changed in the cluster", inSeconds(seconds)]);
    await lab.resident.arrival(commit);
  });

  test("a new app deploys though its secrets cannot be read", async () => {
    expect(lab.resident.copy.lab("new", "app", "web-shop").status).toBe(0);
    lab.resident.copy.edit(
      "apps/web-shop.ts",
      'environments: ["prod"],',
      'environments: ["prod"],\n  secrets: ["smtp"],',
    );
    await lab.resident.arrival(await lab.resident.publish("feat(web-shop): add it"));
    expect(await objectNamed("deployments", "web-shop", "web-shop")).toBeDefined();
    expect((await applicationStates(lab.bed.server)).get("web-shop")?.health).not.toBe("Healthy");
  });

  test("what somebody changes, deletes or scales by hand comes back", async () => {
    const { uid } = (await objectNamed("services", "webapp", "webapp")).metadata;
    const { generation } = (await objectNamed("deployments", "webapp", "webapp")).metadata;
    const privileged = "pod-security.kubernetes.io/enforce=privileged";
    await demand(lab.bed.server, "-n", "webapp", "scale", "deployment/webapp", "--replicas=3");
    await demand(lab.bed.server, "-n", "webapp", "delete", "service/webapp");
    await demand(lab.bed.server, "label", "namespace/cms", privileged, "--overwrite");
    await eventually("it is as git says", async () => {
      const { spec } = await objectNamed("deployments", "webapp", "webapp");
      if ((spec as { replicas: number }).replicas !== 1) return "there are three replicas";
      if ((await objectNamed("services", "webapp", "webapp")).metadata.uid === uid) return "the old service is there";
      const { labels } = (await objectNamed("namespaces", "cms", "cms")).metadata as unknown as {
        labels: Record<string, string>;
      };
      return labels["pod-security.kubernetes.io/enforce"] === "restricted" ? undefined : "cms is privileged";
    });
    const scaled = (await objectNamed("deployments", "webapp", "webapp")).metadata.generation;
    expect(scaled).toBeGreaterThan(generation ?? Number.NaN); // it was scaled, and scaled back
  });

  test("an environment that leaves takes its workload and routes along, and leaves volume and namespace", async () => {
    const volume = await objectNamed("persistentvolumeclaims", "erp-sandbox", "documents");
    lab.resident.copy.edit("apps/erp.ts", '["prod", "sandbox"]', '["prod"]');
    await lab.resident.arrival(await lab.resident.publish("feat(erp): leave the sandbox"));
    await eventually("its workload is gone", async () => {
      const rest = await listed(
        lab.bed.server,
        "deployments,pods,services,ingressroutes,networkpolicies",
        "erp-sandbox",
      );
      return rest.length === 0
        ? undefined
        : `there are ${rest.map(({ kind, metadata }) => `${kind} ${metadata.name}`)}`;
    });
    const kept = await objectNamed("persistentvolumeclaims", "erp-sandbox", "documents");
    expect(kept.metadata).toMatchObject({ uid: volume.metadata.uid });
    expect(kept.metadata.deletionTimestamp).toBeUndefined();
    expect((await objectNamed("namespaces", "erp-sandbox", "erp-sandbox")).metadata.deletionTimestamp).toBeUndefined();
  });

  test("an app gets a new environment by one word, and nothing of another moves", async () => {
    const before = await generations();
    lab.resident.copy.edit("apps/erp.ts", '["prod"]', '["prod", "sandbox"]');
    await lab.resident.arrival(await lab.resident.publish("feat(erp): try things in a sandbox"));
    expect(await objectNamed("deployments", "erp-sandbox", "erp")).toBeDefined();
    const after = (await generations()).filter(line => !line.startsWith("erp-sandbox/"));
    expect(after).toEqual(before);
  });

  test("a chart app follows its own repository, each environment with its own values and its own sync policy", async () => {
    const chart = mkdtempSync(join(lab.folder, "gallery-"));
    writeChart(chart, "first");
    await commitAndPush(lab.bed.gitea, "arcodange-org/gallery", chart, "feat: a chart");
    lab.resident.copy.write("apps/gallery.ts", GALLERY);
    lab.resident.copy.edit(
      "apps/index.ts",
      "import { webapp }",
      'import { gallery } from "./gallery.ts";\nimport { webapp }',
    );
    lab.resident.copy.edit("apps/index.ts", "[cms, erp, ", "[cms, erp, gallery, ");
    await lab.resident.arrival(await lab.resident.publish("feat(gallery): add it"));
    expect(await greetings()).toEqual({ gallery: "first in prod", "gallery-sandbox": "first in sandbox" });

    writeChart(chart, "second");
    await commitAndPush(lab.bed.gitea, "arcodange-org/gallery", chart, "feat: another text");
    await eventually("both have the new chart", async () => {
      const now = await greetings();
      return now.gallery === "second in prod" && now["gallery-sandbox"] === "second in sandbox"
        ? undefined
        : JSON.stringify(now);
    });
    await demand(lab.bed.server, "-n", "gallery", "delete", "configmap/greeting");
    await demand(lab.bed.server, "-n", "gallery-sandbox", "delete", "configmap/greeting");
    await eventually("prod is healed", async () =>
      (await greetings()).gallery === undefined ? "it is gone" : undefined,
    );
    await eventually("Argo CD has noticed that the sandbox differs", async () => {
      const { sync } = (await applicationStates(lab.bed.server)).get("gallery-sandbox") ?? { sync: "absent" };
      return sync === "OutOfSync" ? undefined : `it is ${sync}`;
    });
    await sleep(LONGER_THAN_HEALING);
    expect(await greetings()).toEqual({ gallery: "second in prod" });
  });
});

test("an AppProject refuses what it does not permit, and nothing of it gets into the cluster", async () => {
  const objects = {
    clusterrole: planted("rbac.authorization.k8s.io/v1", "ClusterRole", "webapp-admin", undefined, "rules: []\n"),
    role: planted("rbac.authorization.k8s.io/v1", "Role", "admin", "webapp", "rules: []\n"),
    configmap: planted("v1", "ConfigMap", "foreign", "erp"),
    namespace: planted("v1", "Namespace", "erp-backdoor"),
  };
  const pathOf = (kind: string) => `rendered/arcodange/webapp/${kind}-planted.yaml`;
  for (const [kind, text] of Object.entries(objects)) lab.resident.copy.write(pathOf(kind), text);
  await lab.resident.push("feat(webapp): reach out");
  await eventually("Argo CD refuses each of them", async () => {
    const applications = await listed(lab.bed.server, "applications", "argocd");
    const webapp = applications.find(({ metadata }) => metadata.name === "webapp") as unknown as SyncedApplication;
    const results = webapp.status.operationState?.syncResult?.resources ?? [];
    const refused = results.filter(({ message }) => / is not permitted in project '?webapp/.test(message));
    const kinds = refused.map(({ kind }) => kind.toLowerCase()).sort();
    return kinds.join() === Object.keys(objects).sort().join()
      ? undefined
      : `it refuses ${kinds}; ${JSON.stringify(results)}`;
  });
  const kinds = "clusterroles,roles,configmaps,namespaces";
  expect(await demand(lab.bed.server, "get", kinds, "--all-namespaces", "--selector=planted", "--output=name")).toBe(
    "",
  );
  for (const kind of Object.keys(objects)) lab.resident.copy.remove(pathOf(kind));
  await lab.resident.arrival(await lab.resident.push("revert: stay at home"));
});

describe("as Argo CD works", () => {
  test("an object whose kind its project no longer permits stays when it leaves git, and nobody says so", async () => {
    const project = "rendered/arcodange/applications/appproject-cms.yaml";
    const budget = "rendered/arcodange/cms/poddisruptionbudget-cms.yaml";
    const text = { project: lab.resident.copy.read(project), budget: lab.resident.copy.read(budget) };
    lab.resident.copy.edit(project, "    - group: policy\n      kind: PodDisruptionBudget\n", "");
    await lab.resident.push("feat(cms): permit less");
    await eventually("the project is narrow", async () => {
      const { spec } = await objectNamed("appprojects", "argocd", "cms");
      return JSON.stringify(spec).includes("PodDisruptionBudget") ? "it is not" : undefined;
    });
    lab.resident.copy.remove(budget);
    await lab.resident.arrival(await lab.resident.push("feat(cms): need no budget"));
    expect(await objectNamed("poddisruptionbudgets", "cms", "cms")).toBeDefined();
    lab.resident.copy.write(project, text.project);
    lab.resident.copy.write(budget, text.budget);
    await lab.resident.arrival(await lab.resident.push("revert: permit it again"));
  });

  test("a new name is a new app: the old workload goes, its namespace stays", async () => {
    lab.resident.copy.edit("apps/cms.ts", 'name: "cms"', 'name: "front"');
    lab.resident.copy.edit("apps/cms.ts", "export const cms", "export const front");
    lab.resident.copy.write("apps/front.ts", lab.resident.copy.read("apps/cms.ts"));
    lab.resident.copy.remove("apps/cms.ts");
    lab.resident.copy.edit("apps/index.ts", 'import { cms } from "./cms.ts";\n', "");
    lab.resident.copy.edit(
      "apps/index.ts",
      "import { gallery }",
      'import { front } from "./front.ts";\nimport { gallery }',
    );
    lab.resident.copy.edit("apps/index.ts", "[cms, erp, gallery, ", "[erp, front, gallery, ");
    await lab.resident.arrival(await lab.resident.publish("feat(front): call it what it is"));
    await eventually("the old workload is gone", async () => {
      const rest = await listed(lab.bed.server, "deployments,pods,services,ingressroutes", "cms");
      return rest.length === 0 ? undefined : `${rest.length} objects are left`;
    });
    expect((await objectNamed("namespaces", "cms", "cms")).metadata.deletionTimestamp).toBeUndefined();
    expect(await objectNamed("deployments", "front", "front")).toBeDefined();
  });

  test("a retired app leaves its volume and its namespace, and nothing out of sync", async () => {
    const volume = await objectNamed("persistentvolumeclaims", "erp", "documents");
    lab.resident.copy.remove("apps/erp.ts");
    lab.resident.copy.edit("apps/index.ts", 'import { erp } from "./erp.ts";\n', "");
    lab.resident.copy.edit("apps/index.ts", "[erp, front, ", "[front, ");
    await lab.resident.arrival(await lab.resident.publish("feat(erp): retire it"));
    await eventually("its workload is gone", async () => {
      const rest = await listed(lab.bed.server, "deployments,pods,services,ingressroutes", "erp");
      return rest.length === 0 ? undefined : `${rest.length} objects are left`;
    });
    const kept = await objectNamed("persistentvolumeclaims", "erp", "documents");
    expect(kept.metadata.uid).toBe(volume.metadata.uid);
    expect(kept.metadata.deletionTimestamp).toBeUndefined();
  });
});

/** Milliseconds; Argo CD heals within one or two seconds of noticing. */
const LONGER_THAN_HEALING = 8000;

const inSeconds = (seconds: number) => `${seconds.toFixed(1)} s`;

interface TimedApplication {
  readonly metadata: LiveObject["metadata"] & { readonly annotations: Readonly<Record<string, string>> };
  readonly spec: { readonly project: string };
  readonly status: { readonly history?: readonly { readonly deployedAt: string }[] };
}

interface SyncedApplication {
  readonly status: {
    readonly resources?: readonly unknown[];
    readonly operationState?: {
      readonly syncResult?: { readonly resources: readonly { readonly kind: string; readonly message: string }[] };
    };
  };
}

function waveOf({ metadata }: TimedApplication): number {
  return Number(metadata.annotations["argocd.argoproj.io/sync-wave"]);
}

/** @throws {Error} when there is no such object */
async function objectNamed(kinds: string, namespace: string, name: string): Promise<LiveObject> {
  const found = (await listed(lab.bed.server, kinds, namespace)).find(({ metadata }) => metadata.name === name);
  if (found === undefined) throw new Error(`There is no ${kinds} ${name} in ${namespace}`);
  return found;
}

/** Identity and generation of what runs and of what guards it, but for what Argo CD stops and starts itself. */
async function generations(): Promise<string[]> {
  const objects = await listed(lab.bed.server, "deployments,statefulsets,networkpolicies,resourcequotas,services");
  return objects
    .map(
      ({ kind, metadata: { namespace, name, uid, generation } }) => `${namespace}/${kind}/${name} ${uid} ${generation}`,
    )
    .sort();
}

const GALLERY = `import { defineApp } from "../platform/app.ts";

/** Pictures, from a chart in their own repository. */
export const gallery = defineApp({ name: "gallery", environments: ["prod", "sandbox"], chart: true });
`;

/** A chart with one ConfigMap that says its text, and the environment by the file of its values. */
function writeChart(folder: string, text: string): void {
  const files = {
    "Chart.yaml": "apiVersion: v2\nname: gallery\nversion: 1.0.0\n",
    "values.yaml": `text: ${text}\nplace: nowhere\n`,
    "values-prod.yaml": "place: prod\n",
    "values-sandbox.yaml": "place: sandbox\n",
    "templates/greeting.yaml":
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: greeting\ndata:\n  text: "{{ .Values.text }} in {{ .Values.place }}"\n',
  };
  mkdirSync(join(folder, "chart/templates"), { recursive: true });
  for (const [path, content] of Object.entries(files)) writeFileSync(join(folder, "chart", path), content);
}

/** What the chart says in each namespace where it is. */
async function greetings(): Promise<Record<string, string>> {
  const maps = (await listed(lab.bed.server, "configmaps")).filter(({ metadata }) => metadata.name === "greeting");
  return Object.fromEntries(
    maps.map(({ metadata, data }) => [metadata.namespace ?? "", (data as { text: string }).text]),
  );
}
