import { execFile } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { composeUnit } from "../../../platform/hosts/compose-service.ts";
import { STEP_CA_PORT } from "../../../platform/hosts/host-ports.ts";
import { addressOf } from "../../../platform/hosts/static-names.ts";
import { learn, learnedFile } from "../../facts/learned.ts";
import { load } from "../../model/load.ts";
import { quote } from "../../remote/quote.ts";
import { repositoryFolder } from "../../repository.ts";
import { Danger } from "../danger.ts";
import { renderedHosts } from "../fresh-lab.ts";
import type { HostAt } from "../host-at.ts";
import type { LabAt } from "../lab-at.ts";
import type { Step } from "../step.ts";
import { startUnits } from "../steps/services.ts";
import { currentCluster } from "./current-cluster.ts";
import { hostNamed } from "./host-named.ts";
import { misplaced, placeAgain } from "./place-again.ts";
import { until } from "./until.ts";

/** Unit of Step-CA on its host. */
const UNIT = composeUnit("step-ca");

/**
 * The certificate of the lab's authority, which Step-CA has made at its first start, taken over into the facts: rendered,
 * and placed on every host. The way to it is the host's own SSH, so that nobody in between can give another one.
 *
 * It comes before the services of hosts, for Gitea does not start without it, and so starts Step-CA itself. Another one
 * than the facts have is taken over by no step: everything that trusts the old one would be out.
 */
export const rootCertificate: Step<LabAt> = {
  name: "root-certificate",
  does: "takes over the certificate of the lab's authority",
  limitSeconds: 900,
  undo: "git checkout of clusters/<cluster>/learned.json, and npx lab render",
  async check(on) {
    const known = currentCluster(on.cluster).stepCa.rootCertificate;
    if (known === undefined) return ["the facts have no certificate of Step-CA yet"];
    const found = await rootOf(on).catch(() => undefined); // it may be down, and is started with the other services
    if (found !== undefined) refuseOther(on, known, found);
    return misplaced(on.hosts.values());
  },
  async do(on) {
    if (currentCluster(on.cluster).stepCa.rootCertificate === undefined) {
      await startUnits(hostNamed(on, on.cluster.stepCa.node), [UNIT]);
      const silence = await until(() => rootOf(on).then(() => []), 600, on.say);
      if (silence.length > 0) throw new Error(`Cannot learn the root certificate: ${silence.join()}`);
      await takeOver(on, await rootOf(on));
    }
    await placeAgain(renewed(on));
  },
};

/** https://smallstep.com/docs/step-ca/certificate-authority-server-production/ */
async function rootOf(on: LabAt): Promise<string> {
  const { node, host } = on.cluster.stepCa;
  const place = `${host}:${STEP_CA_PORT}`;
  const words = ["curl", "--fail", "--silent", "--show-error", "--insecure", "--max-time", "10"];
  const script = [...words, "--resolve", `${place}:${addressOf(on.cluster, node)}`, `https://${place}/roots.pem`]
    .map(quote)
    .join(" ");
  return `${(await hostNamed(on, node).remote.run(script)).trim()}\n`;
}

function refuseOther({ cluster }: LabAt, known: string, found: string): void {
  if (known.trim() === found.trim()) return;
  throw new Danger(
    `Cannot go on: Step-CA on ${cluster.stepCa.node} has another certificate than ${learnedFile(cluster.name)}, so that it ` +
      "began anew, without its data: restore it (lab restore step-ca); or, to begin anew everywhere, remove " +
      "stepCa.rootCertificate there and run this again",
  );
}

/** Renders in a process of its own: this one has loaded the facts as they were. */
async function takeOver({ cluster, say }: LabAt, certificate: string): Promise<void> {
  const { clusters } = await load(repositoryFolder);
  const file = join(repositoryFolder, learnedFile(cluster.name));
  const { text } = learn(clusters, cluster.name, readFileSync(file, "utf8"), { "stepCa.rootCertificate": certificate });
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
  await promisify(execFile)(process.execPath, [join(repositoryFolder, "render/lab.mjs"), "render"]);
  say(`wrote ${learnedFile(cluster.name)} and rendered anew: both are to be committed`);
}

/** Hosts as they are rendered now. */
function renewed({ cluster, hosts }: LabAt): HostAt[] {
  const rendered = renderedHosts(cluster);
  return [...hosts.values()].map(at => ({
    ...at,
    host: rendered.find(({ name }) => name === at.host.name) ?? at.host,
  }));
}
