import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import pc from "picocolors";
import { clusters } from "../../../clusters/index.ts";
import { CRDS_REPOSITORY, repositoryUrl } from "../../../platform/naming.ts";
import { applicationStates, describeStates } from "../../bed/application-states.ts";
import { type Bed, startBed } from "../../bed/bed.ts";
import { BED_PROGRAMS } from "../../bed/bed-programs.ts";
import { applyRoot } from "../../bed/bootstrap.ts";
import { type Box, boxFolder, keptBox, newBox, removeBox, takeBox, writeAccess, writeBox } from "../../bed/box/box.ts";
import { pushToBox, undoneLines, unlockRepository } from "../../bed/box/box-repository.ts";
import { type BoxTree, differenceOf, renderBox } from "../../bed/box/box-tree.ts";
import { initialPassword } from "../../bed/box/initial-password.ts";
import { trustedDefinitions } from "../../bed/definitions.ts";
import { eventually } from "../../bed/eventually.ts";
import { buildParts } from "../../bed/program/build-parts.ts";
import { partsFolder } from "../../bed/program/program.ts";
import { gitEnvironment } from "../../bed/servers/gitea-repositories.ts";
import { UNHEALTHY } from "../../bed/unhealthy.ts";
import { pushDefinitions } from "../../crds/push.ts";
import { renderedFolder } from "../../repository.ts";
import { findingLines, hasErrors } from "../../terminal/finding-lines.ts";
import { readTree } from "../../tree/read.ts";

export const startCommand = new Command("start")
  .summary("start it, and keep it up until Ctrl-C")
  .description(
    "Starts Kubernetes with the nodes of a cluster, Gitea and Argo CD as programs of this machine on free ports of the\n" +
      "loopback interface, pushes this repository to that Gitea, and lets Argo CD sync it. State lies in .box/, and a\n" +
      "second start goes on from there. Programs that are missing are built first, which needs Go and a quarter of an hour.",
  )
  .option("--fresh", "remove the state of an earlier box first")
  .option("--cluster <name>", "the cluster to put into the box", clusters[0]?.name)
  .action(async ({ fresh, cluster }: { fresh?: true; cluster: string }) => {
    process.exitCode = await run(cluster, fresh === true);
  });

async function run(name: string, fresh: boolean): Promise<number> {
  await buildParts(BED_PROGRAMS, { folder: partsFolder(), say: console.log });
  await takeBox();
  const facts = fresh ? await newBox(name) : await keptBox(name, console.log);
  const box = await renderBox(name, facts.gitea.host);
  if (hasErrors(box.findings)) {
    console.error([...findingLines(box.findings), "", "No box was started."].join("\n"));
    return 1;
  }
  if (fresh) removeBox();
  writeBox(facts);
  unlockRepository();
  console.log(differenceLines(box).join("\n"));
  return untilTold(stopping => live(facts, box, stopping));
}

/** Runs what stops in order, at the first signal; later ones change nothing, for npm and terminals send several. */
async function untilTold(act: (stopping: AbortController) => Promise<number>): Promise<number> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  for (const signal of STOP_SIGNALS) process.on(signal, stop);
  try {
    return await act(stopping);
  } finally {
    for (const signal of STOP_SIGNALS) process.off(signal, stop);
  }
}

const STOP_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

async function live({ gitea, argocdPort }: Box, box: BoxTree, stopping: AbortController): Promise<number> {
  const { signal } = stopping;
  const start = performance.now();
  const props = { folder: boxFolder, ...box, gitea, argocdPort, signal };
  const bed = await startBed(props).catch((error: Error) => {
    if (signal.aborted) return undefined;
    throw error;
  });
  if (bed === undefined) return 0;
  try {
    if (signal.aborted) return 0;
    const told = once(signal, "abort").then(() => undefined);
    const died = await Promise.race([told, bed.death, moveIn(bed, box, start, signal).then(() => told)]);
    if (died === undefined) return 0;
    console.error(`${died.message}\n\nA part of the box died, and the others are stopped.`);
    return 2;
  } finally {
    stopping.abort();
    await bed.stop();
  }
}

function differenceLines(box: BoxTree): string[] {
  const labHost = clusters.find(({ name }) => name === box.cluster.name)?.gitea.host ?? "";
  const { byAddress, otherwise } = differenceOf(readTree(renderedFolder), box, labHost);
  return [
    `Of ${box.tree.size} files, ${byAddress.length} differ from rendered/ in the address of Gitea: ${box.cluster.gitea.host} instead of ${labHost}`,
    ...(otherwise.length === 0
      ? ["Nothing else differs"]
      : ["Not as rendered/ has them:", ...otherwise.map(path => `  ${path}`)]),
  ];
}

async function moveIn(bed: Bed, box: BoxTree, start: number, signal: AbortSignal): Promise<void> {
  const { cluster, tree } = box;
  const seconds = () => `${Math.round((performance.now() - start) / 1000)} s`;
  console.log(`${"\n"}Kubernetes, Gitea and Argo CD are up after ${seconds()}`);
  await pushContent(bed, box);
  writeAccess(bed.gitea);
  signal.throwIfAborted();
  await applyRoot(bed.server, cluster, tree);
  console.log(["", ...(await loginLines(bed, box, signal)), ""].join("\n"));
  await showSync(bed, signal, seconds);
  console.log('\nEdit, then "npx lab box push". Ctrl-C stops the box; its state stays in .box/');
}

async function pushContent({ gitea }: Bed, box: BoxTree): Promise<void> {
  const { organisation, repository } = box.cluster.gitea;
  const remote = repositoryUrl(box.cluster, CRDS_REPOSITORY);
  await pushDefinitions({ remote, definitions: await trustedDefinitions(), environment: gitEnvironment(gitea) });
  // A box has no runner, and every push would leave a workflow run that waits for one.
  await gitea.api("PATCH", `/repos/${organisation}/${repository}`, { has_actions: false });
  for (const line of undoneLines(await pushToBox(gitea, box))) console.log(line);
}

async function loginLines(
  { gitea, argocd, server }: Bed,
  { cluster }: BoxTree,
  signal: AbortSignal,
): Promise<string[]> {
  const logins = join(boxFolder, "logins");
  const lines = [
    [`Gitea    ${gitea.url}`, gitea.administrator, gitea.password],
    [`Argo CD  ${argocd.url}`, "admin", await initialPassword(server, signal)],
  ];
  writeFileSync(logins, lines.map(line => `${line.join("  ")}\n`).join(""), { mode: 0o600 });
  return [
    `${pc.bold("Gitea")}    ${gitea.url}${cluster.gitea.organisation}/${cluster.gitea.repository}`,
    `${pc.bold("Argo CD")}  ${argocd.url}`,
    `${pc.bold("kubectl")}  export KUBECONFIG=${server.kubeconfig}`,
    `Names and passwords are in ${logins}; the certificate that vouches for Gitea is ${gitea.certificate}`,
  ];
}

const SYNC_PATIENCE_SECONDS = 900;

/** Says how far the sync is until it is done. One that takes too long is shown, and left to whoever looks at the box. */
async function showSync({ server }: Bed, signal: AbortSignal, seconds: () => string): Promise<void> {
  let shown = "";
  const look = async () => {
    const states = await applicationStates(server);
    const late = new Map([...states].filter(([, { sync, phase }]) => sync !== "Synced" || phase === "Running"));
    const line = `${states.size - late.size} of ${states.size} Applications are synced`;
    if (line !== shown) console.log(pc.dim(line));
    shown = line;
    return states.size > 1 && late.size === 0 ? undefined : `${line}, these are not:\n${describeStates(late)}`;
  };
  try {
    await eventually("every Application is synced", look, SYNC_PATIENCE_SECONDS, signal);
  } catch (error) {
    signal.throwIfAborted();
    console.error((error as Error).message);
    return;
  }
  console.log(`Every Application is synced after ${seconds()}. Not healthy without machines:`);
  for (const [name, reason] of Object.entries(UNHEALTHY)) console.log(`  ${name}  ${reason}`);
}
