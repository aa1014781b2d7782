import { expect, test } from "vitest";
import { applicationStates } from "../application-states.ts";
import { eventually } from "../eventually.ts";
import { kubectl, listed } from "../servers/kubectl.ts";
import { inhabitedBed } from "./inhabited-bed.ts";

const lab = inhabitedBed();

test("whatever is killed while a lab moves in: started again, everything arrives", async () => {
  const commit = await lab.resident.moveIn();
  const { etcd, gitea, argocd } = lab.bed;
  for (const part of [argocd.controller, argocd.repoServer, etcd, gitea, argocd.controller]) {
    await nextSync();
    await part.kill();
    await part.restart();
  }
  await arrivalByClock(commit);
});

test("whatever is killed while a change arrives: it arrives, and nothing else goes", async () => {
  const kept = await identities();
  const { etcd, gitea, argocd } = lab.bed;
  for (const [index, part] of [argocd.controller, etcd, gitea, argocd.repoServer].entries()) {
    const file = "platform/components/argocd/configuration.ts";
    lab.resident.copy.edit(
      file,
      /"timeout.reconciliation.jitter": "\d+s"/.exec(lab.resident.copy.read(file))?.[0] ?? "",
      `"timeout.reconciliation.jitter": "${index + 70}s"`,
    );
    const commit = await lab.resident.publish(`feat(argocd): change ${index}`);
    await part.kill();
    await part.restart();
    await arrivalByClock(commit);
  }
  expect(await identities()).toEqual(kept);
});

test("an unreachable Gitea leaves the cluster as it is, and its return needs nobody", async () => {
  const kept = await identities();
  await lab.bed.gitea.kill();
  await refresh();
  await eventually("Argo CD has noticed", async () => {
    const states = [...(await applicationStates(lab.bed.server)).values()];
    return states.some(({ message }) => message.includes("ComparisonError")) ? undefined : "no comparison has failed";
  });
  expect(await identities()).toEqual(kept);
  await lab.bed.gitea.restart();
  lab.resident.copy.edit("platform/components/argocd/configuration.ts", '"180s"', '"181s"');
  await arrivalByClock(await lab.resident.publish("feat(argocd): look a second later"));
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

/** A moment in which Argo CD syncs something, or has nothing left to sync. */
async function nextSync(): Promise<void> {
  await eventually("something syncs", async () => {
    const states = [...(await applicationStates(lab.bed.server)).entries()];
    const isRunning = states.some(([name, { phase }]) => name !== "root" && phase === "Running");
    return isRunning || states.every(([, { sync }]) => sync === "Synced") ? undefined : "nothing does";
  }).catch(() => {});
}

/**
 * Waits for a commit while Argo CD looks by the clock, ten times as often as in production: a comparison that failed is
 * not repeated before, and a webhook that nobody received is lost.
 */
async function arrivalByClock(commit: string): Promise<void> {
  const clock = setInterval(() => refresh().catch(() => {}), 18_000);
  try {
    await lab.resident.arrival(commit);
  } finally {
    clearInterval(clock);
  }
}

/** Has Argo CD compare every Application with Gitea, as it does by the clock. */
async function refresh(): Promise<void> {
  const words = ["annotate", "applications", "--all", "--overwrite", "argocd.argoproj.io/refresh=normal"];
  const { status, stderr } = await kubectl(lab.bed.server, "--namespace=argocd", ...words);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
}

/** Every object of the lab by identity: another one of the same name is another line. */
async function identities(): Promise<string[]> {
  const kinds =
    "namespaces,deployments,services,persistentvolumeclaims,persistentvolumes,ingressroutes,networkpolicies,applications,appprojects,customresourcedefinitions";
  return (await listed(lab.bed.server, kinds))
    .map(({ kind, metadata: { namespace, name, uid } }) => `${kind} ${namespace}/${name} ${uid}`)
    .sort();
}
