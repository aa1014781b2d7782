import { readFileSync } from "node:fs";
import { stringify } from "yaml";
import { pinnedVersion } from "../../pinned-image.ts";
import type { HostFile, Program } from "../host.ts";
import type { Machine, PartOf } from "../machine.ts";
import { pinnedSum } from "../pinned-sum.ts";
import { jobImageOf, runnerConfiguration } from "./runner-configuration.ts";
import {
  engineUnitFile,
  JOB_IMAGE_FOLDER,
  runnerUnitFile,
  WALLS_FILE,
  WALLS_UNIT,
  WALLS_UNIT_FILE,
} from "./runner-units.ts";
import { runnerWalls } from "./runner-walls.ts";
import {
  engineUnit,
  RUNNER_FOLDER,
  RUNNER_PROGRAM,
  type Runner,
  runnerConfigurationFile,
  runnerHome,
  runnersOf,
  runnerUnit,
} from "./runners.ts";

/**
 * Runs the jobs of Gitea's Actions, each in a container of its own by rootless Podman, under accounts that own nothing but
 * their home: Gitea's files and Docker's socket are closed to them by their modes, PostgreSQL by `runner-walls`. Job and
 * container live in a unit with a limit of memory: what they take, they do not take from the database.
 *
 * Why not the image of the runner with Docker inside: it wants `privileged`, with which whoever breaks out is root of the
 * host (https://gitea.com/gitea/runner/src/branch/main/examples/docker-compose/README.md). Podman has no daemon that is
 * root, and speaks as Docker does.
 *
 * A runner is registered by a step of `lab up`, as its own account, in its home, and with the token on standard input:
 * `gitea-runner --config <runnerConfigurationFile> register --instance <url> --name <account>` asks for the token, and
 * writes `registrationFile`. Until that file is there, its unit is skipped; so the step starts the unit afterwards.
 *
 * Gitea gives no secret to jobs for pull requests from forks, and the workflow with an app's key has no such jobs.
 *
 * @see https://docs.gitea.com/usage/actions/act-runner
 */
export const runner: PartOf = machine => {
  const { cluster, name } = machine;
  if (name !== cluster.gitea.node) return {};
  const runners = runnersOf(cluster);
  return {
    packages: [
      ...["aardvark-dns", "crun", "fuse-overlayfs", "iptables", "netavark", "nftables", "passt", "podman"],
      ...["slirp4netns", "uidmap"],
    ],
    users: runners.map(one => ({ name: one.account, home: runnerHome(one) })),
    folders: [
      { path: RUNNER_FOLDER },
      { path: JOB_IMAGE_FOLDER },
      ...runners.map(one => ({ path: runnerHome(one), owner: `${one.account}:${one.account}`, mode: "0700" })),
    ],
    files: [
      { path: WALLS_FILE, content: runnerWalls(cluster, runners), restarts: [WALLS_UNIT] },
      { path: `/etc/systemd/system/${WALLS_UNIT}`, content: WALLS_UNIT_FILE, restarts: [WALLS_UNIT] },
      { path: `${RUNNER_FOLDER}/subordinate-ids.sh`, content: source("subordinate-ids.sh") },
      { path: `${RUNNER_FOLDER}/job-image.sh`, content: source("job-image.sh") },
      { path: `${JOB_IMAGE_FOLDER}/Dockerfile`, content: source("Dockerfile") },
      ...runners.flatMap(one => filesOf(one)),
    ],
    programs: [program(machine, runners.map(runnerUnit))],
    units: [WALLS_UNIT, ...runners.flatMap(one => [engineUnit(one), runnerUnit(one)])].map(
      unit => ({ name: unit, stage: "services" }) as const,
    ),
  };
};

function filesOf(one: Runner): HostFile[] {
  const image = jobImageOf(source("Dockerfile"));
  const settings = stringify(runnerConfiguration(one, image), { lineWidth: 0 });
  const [unit, engine] = [runnerUnit(one), engineUnit(one)];
  return [
    { path: runnerConfigurationFile(one), content: settings, restarts: [unit] },
    { path: `/etc/systemd/system/${engine}`, content: engineUnitFile(one), restarts: [engine] },
    { path: `/etc/systemd/system/${unit}`, content: runnerUnitFile(one, image), restarts: [unit] },
  ];
}

/** @see https://gitea.com/gitea/runner/src/branch/main/.goreleaser.yaml for names of files, and that of their checksums */
function program({ cluster, node }: Machine, restarts: readonly string[]): Program {
  const version = pinnedVersion(cluster, "gitea-runner");
  const site = cluster.hosts.downloads ?? "https://dl.gitea.com";
  const url = `${site}/gitea-runner/${version}/gitea-runner-${version}-linux-${node.architecture}`;
  const sum = pinnedSum(cluster, "gitea-runner", node.architecture);
  return { path: RUNNER_PROGRAM, version, url, checksums: `${url}.sha256`, ...sum, restarts };
}

function source(file: string): string {
  return readFileSync(new URL(`../services/runner/${file}`, import.meta.url), "utf8");
}
