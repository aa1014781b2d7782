import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { applicationStates } from "../application-states.ts";
import { eventually } from "../eventually.ts";
import type { Part } from "../process/part.ts";
import { demand, listed } from "../servers/kubectl.ts";
import { amidSync, type Caused } from "./amid-sync.ts";
import { inhabitedBed } from "./inhabited-bed.ts";

/** Argo CD's clock, ten times as fast as in production: what no webhook told it, nobody else does here. */
const RESYNC_SECONDS = 18;

/** It remembers for a round of its clock what a branch points to, and keeps an error to itself for one and a third. */
beforeAll(() => {
  vi.stubEnv("ARGOCD_RECONCILIATION_TIMEOUT", `${RESYNC_SECONDS}s`);
  vi.stubEnv("ARGOCD_REPO_ERROR_GRACE_PERIOD_SECONDS", `${RESYNC_SECONDS + 6}s`);
});
afterAll(() => {
  vi.unstubAllEnvs();
});

const lab = inhabitedBed({ resyncSeconds: RESYNC_SECONDS });

test("whatever is killed amid a sync while a lab moves in: started again, everything arrives", async () => {
  const { etcd, gitea, argocd } = lab.bed;
  const { result: commit } = await killAmidSync(argocd.controller, () => lab.resident.moveIn());
  for (const part of [argocd.repoServer, etcd, gitea, argocd.controller]) await killAmidSync(part);
  await lab.resident.arrival(commit);
});

test("whatever is killed amid the sync of a change: it arrives, and nothing else goes", async () => {
  const kept = await identities();
  const { etcd, gitea, argocd } = lab.bed;
  for (const [index, part] of [argocd.controller, etcd, gitea, argocd.repoServer].entries()) {
    keepFree(index + 16);
    const publish = () => lab.resident.publish(`feat(longhorn): change ${index}`);
    const { result: commit, syncing } = await killAmidSync(part, publish);
    expect(syncing).toBe("longhorn");
    await lab.resident.arrival(commit);
  }
  expect(await identities()).toEqual(kept);
});

test("an unreachable Gitea leaves the cluster as it is, and its return needs nobody", async () => {
  const kept = await identities();
  const { gitea, argocd } = lab.bed;
  for (const part of [argocd.controller, argocd.api]) await part.kill(); // nobody hears of the commit
  keepFree(25);
  const commit = await lab.resident.publish("feat(longhorn): keep more free");
  await gitea.kill();
  for (const part of [argocd.controller, argocd.api]) await part.restart();
  await eventually("Argo CD has noticed", async () => {
    const states = [...(await applicationStates(lab.bed.server)).values()];
    return states.some(({ message }) => message.includes("ComparisonError")) ? undefined : "no comparison has failed";
  });
  expect(await identities()).toEqual(kept);
  await gitea.restart();
  await lab.resident.arrival(commit);
  expect(await identities()).toEqual(kept);
});

test("what does not render is not pushed, and what is no YAML changes nothing", async () => {
  const kept = await identities();
  lab.resident.copy.edit("apps/cms.ts", "cms:1.0.0", "cms:latest");
  await expect(lab.resident.publish("feat(cms): follow the latest")).rejects.toThrow("Nothing was written");
  lab.resident.copy.edit("apps/cms.ts", "cms:latest", "cms:1.0.0");

  const path = "rendered/arcodange/cms/service-cms.yaml";
  const text = lab.resident.copy.read(path);
  lab.resident.copy.write(path, `${text}  - broken: [\n`);
  await lab.resident.push("feat(cms): break it");
  await eventually("Argo CD says so", async () => {
    const { message } = (await applicationStates(lab.bed.server)).get("cms") ?? { message: "" };
    return message.includes("ComparisonError") ? undefined : message;
  });
  expect(await identities()).toEqual(kept);
  lab.resident.copy.write(path, text);
  await lab.resident.arrival(await lab.resident.push("revert: mend it"));
  expect(await identities()).toEqual(kept);
});

/** Kills a part amid a sync, which something may cause, and starts it again. */
async function killAmidSync<T = void>(part: Part, cause = async () => undefined as T): Promise<Caused<T>> {
  const caused = await amidSync(lab.bed.server, cause);
  await part.kill();
  await part.restart();
  return caused;
}

/** Edits what only a ConfigMap of Longhorn shows, which it reads while it runs: no pod starts anew for it. */
function keepFree(percent: number): void {
  const file = "platform/components/longhorn/settings.ts";
  const [line = ""] = /"storage-minimal-available-percentage": "\d+"/.exec(lab.resident.copy.read(file)) ?? [];
  lab.resident.copy.edit(file, line, `"storage-minimal-available-percentage": "${percent}"`);
}

/** Kinds whose objects come and go by themselves. */
const FLEETING = ["componentstatuses", "events", "events.events.k8s.io", "leases.coordination.k8s.io"];

/** Every object of the cluster by identity: another one of the same name is another line. */
async function identities(): Promise<string[]> {
  const served = (await demand(lab.bed.server, "api-resources", "--verbs=list", "--output=name")).trim().split("\n");
  const kinds = served.filter(kind => !FLEETING.includes(kind));
  return (await listed(lab.bed.server, kinds.join()))
    .map(({ kind, metadata: { namespace, name, uid } }) => `${kind} ${namespace}/${name} ${uid}`)
    .sort();
}
