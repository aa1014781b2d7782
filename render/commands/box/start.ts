import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import pc from "picocolors";
import { clusters } from "../../../clusters/index.ts";
import { CRDS_REPOSITORY, repositoryUrl } from "../../../platform/naming.ts";
import { applicationStates } from "../../bed/application-states.ts";
import { type Bed, startBed } from "../../bed/bed.ts";
import { BED_PROGRAMS } from "../../bed/bed-programs.ts";
import { applyRoot } from "../../bed/bootstrap.ts";
import { boxFolder, removeBox, takeBox, writeAccess } from "../../bed/box/box.ts";
import { pushToBox } from "../../bed/box/box-repository.ts";
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
      "second start goes on from there. Programs that are missing are built first, which needs Go and up to half an hour.",
  )
  .option("--fresh", "remove the state of an earlier box first")
  .option("--cluster <name>", "the cluster to put into the box", clusters[0]?.name)
  .action(async ({ fresh, cluster }: { fresh?: true; cluster: string }) => {
    process.exitCode = await run(cluster, fresh === true);
  });

async function run(name: string, fresh: boolean): Promise<number> {
  if (fresh) removeBox();
  await buildParts(BED_PROGRAMS, { folder: partsFolder(), say: console.log });
  const { gitea, argocdPort } = await takeBox(name);
  const box = await renderBox(name, gitea.host);
  if (hasErrors(box.findings)) {
    console.error([...findingLines(box.findings), "", "No box was started."].join("\n"));
    return 1;
  }
  console.log(differenceLines(box).join("\n"));
  const stopping = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]).then(() => undefined);
  const start = performance.now();
  const bed = await startBed({ folder: boxFolder, ...box, gitea, argocdPort });
  try {
    writeAccess(bed.gitea);
    const died = await Promise.race([stopping, bed.death, moveIn(bed, box, start).then(() => stopping)]);
    if (died === undefined) return 0;
    console.error(`${died.message}\n\nA part of the box died, and the others are stopped.`);
    return 2;
  } finally {
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

async function moveIn(bed: Bed, box: BoxTree, start: number): Promise<void> {
  const { cluster, tree } = box;
  const seconds = () => `${Math.round((performance.now() - start) / 1000)} s`;
  console.log(`${"\n"}Kubernetes, Gitea and Argo CD are up after ${seconds()}`);
  const remote = repositoryUrl(cluster, CRDS_REPOSITORY);
  await pushDefinitions({ remote, definitions: await trustedDefinitions(), environment: gitEnvironment(bed.gitea) });
  await pushToBox(bed.gitea, box);
  await applyRoot(bed.server, cluster, tree);
  console.log(["", ...(await loginLines(bed, box)), ""].join("\n"));
  await synced(bed);
  console.log(`Every Application is synced after ${seconds()}. Not healthy without machines:`);
  for (const [name, reason] of Object.entries(UNHEALTHY)) console.log(`  ${name}  ${reason}`);
  console.log('\nEdit, then "npx lab box push". Ctrl-C stops the box; its state stays in .box/');
}

async function loginLines({ gitea, argocd, server }: Bed, { cluster }: BoxTree): Promise<string[]> {
  const logins = join(boxFolder, "logins");
  const lines = [
    [`Gitea    ${gitea.url}`, gitea.administrator, gitea.password],
    [`Argo CD  ${argocd.url}`, "admin", await initialPassword(server)],
  ];
  writeFileSync(logins, lines.map(line => `${line.join("  ")}\n`).join(""), { mode: 0o600 });
  return [
    `${pc.bold("Gitea")}    ${gitea.url}${cluster.gitea.organisation}/${cluster.gitea.repository}`,
    `${pc.bold("Argo CD")}  ${argocd.url}`,
    `${pc.bold("kubectl")}  export KUBECONFIG=${server.kubeconfig}`,
    `Names and passwords are in ${logins}; the certificate that vouches for Gitea is ${gitea.certificate}`,
  ];
}

const SYNC_PATIENCE_SECONDS = 1800;

async function synced({ server }: Bed): Promise<void> {
  let shown = "";
  await eventually(
    "every Application is synced",
    async () => {
      const states = [...(await applicationStates(server)).values()];
      const done = states.filter(({ sync, phase }) => sync === "Synced" && phase !== "Running").length;
      const line = `${done} of ${states.length} Applications are synced`;
      if (line !== shown) console.log(pc.dim(line));
      shown = line;
      return states.length > 1 && done === states.length ? undefined : line;
    },
    SYNC_PATIENCE_SECONDS,
  );
}
