import type { Cluster } from "../../../clusters/lab.ts";
import { repository } from "../../naming.ts";

/** A runner of Gitea's Actions. */
export interface Runner {
  /** Its account on the host, and its name in Gitea. */
  readonly account: string;
  /** What jobs ask for in `runs-on`. */
  readonly label: string;
  /** For whose jobs it is registered: an organisation, or one repository of it. */
  readonly scope: string;
  readonly ids: SubordinateIds;
}

/** Numbers of the users in an account's containers, as the host sees them. */
export interface SubordinateIds {
  readonly first: number;
  readonly count: number;
}

/**
 * The runners of a cluster: one for this repository, whose jobs hold the keys of the whole lab, and one for all apps. What
 * an app's job leaves behind, a job of this repository never sees: they have an account, a store of images and a label each.
 */
export function runnersOf({ gitea }: Cluster): readonly Runner[] {
  return [
    {
      account: "runner-lab",
      label: "lab",
      scope: repository(gitea.organisation, gitea.repository),
      ids: { first: 524_288, count: 65_536 },
    },
    {
      account: "runner-apps",
      label: "apps",
      scope: gitea.organisation,
      ids: { first: 589_824, count: 65_536 },
    },
  ];
}

/** The program of all runners. */
export const RUNNER_PROGRAM = "/usr/local/bin/gitea-runner";

/** Folder of what all runners read. */
export const RUNNER_FOLDER = "/etc/lab/runner";

/**
 * Home of a runner's account. Not on the disk of PostgreSQL and Gitea, which jobs could fill; and not below `/var/lib`,
 * which rootless Podman covers with another folder where it makes networks.
 *
 * @see https://github.com/podman-container-tools/podman/issues/22227
 */
export function runnerHome({ account }: Runner): string {
  return `/home/${account}`;
}

/** File in which a runner keeps who it is; `register` makes it. */
export function registrationFile(runner: Runner): string {
  return `${runnerHome(runner)}/registration.json`;
}

/** Its settings, for `--config`. */
export function runnerConfigurationFile({ account }: Runner): string {
  return `${RUNNER_FOLDER}/${account}.yaml`;
}

export function runnerUnit({ account }: Runner): string {
  return `lab-${account}.service`;
}

/** The unit of what starts its containers. */
export function engineUnit({ account }: Runner): string {
  return `lab-${account}-engine.service`;
}
