import {
  engineUnit,
  RUNNER_FOLDER,
  RUNNER_PROGRAM,
  type Runner,
  registrationFile,
  runnerConfigurationFile,
  runnerHome,
} from "./runners.ts";

export const WALLS_UNIT = "lab-runner-walls.service";
export const WALLS_FILE = `${RUNNER_FOLDER}/walls.nft`;
export const JOB_IMAGE_FOLDER = `${RUNNER_FOLDER}/job`;

/** Before the network is there, so that no packet comes before the walls. */
export const WALLS_UNIT_FILE = `[Unit]
Description=What jobs may reach
DefaultDependencies=no
Wants=network-pre.target
Before=network-pre.target shutdown.target
After=local-fs.target nss-user-lookup.target
Conflicts=shutdown.target

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/sbin/nft --file ${WALLS_FILE}

[Install]
WantedBy=multi-user.target
`;

/**
 * Podman's API for one account. All that jobs run lives in this unit, within its limits, and ends with it: hence cgroups
 * made by Podman itself and not by a session of systemd, which the account does not have.
 *
 * @see https://docs.podman.io/en/latest/markdown/podman-system-service.1.html
 */
export function engineUnitFile(runner: Runner): string {
  const { account, ids } = runner;
  return `[Unit]
Description=Containers of ${account}
Requires=${WALLS_UNIT}
Wants=network-online.target time-sync.target
After=${WALLS_UNIT} network-online.target time-sync.target

[Service]
Type=exec
User=${account}
RuntimeDirectory=${account}
RuntimeDirectoryMode=0700
${environment(runner)}
ExecStartPre=+/bin/sh ${RUNNER_FOLDER}/subordinate-ids.sh ${account} ${ids.first} ${ids.count}
ExecStart=/usr/bin/podman --cgroup-manager=cgroupfs system service --time=0 unix://${socket(runner)}
Restart=always
RestartSec=10
Delegate=yes
MemoryHigh=1536M
MemoryMax=2G
MemorySwapMax=0
TasksMax=2048
CPUWeight=20
IOWeight=20
OOMScoreAdjust=500

[Install]
WantedBy=multi-user.target
`;
}

/** Skipped until it is registered. Before its first start the image of jobs is built, which takes minutes. */
export function runnerUnitFile(runner: Runner, jobImage: string): string {
  const { account, scope } = runner;
  const engine = engineUnit(runner);
  return `[Unit]
Description=Jobs for ${scope}, by ${account}
Documentation=https://docs.gitea.com/usage/actions/act-runner
Requires=${engine}
After=${engine} lab-gitea.service
ConditionPathExists=${registrationFile(runner)}
StartLimitIntervalSec=0

[Service]
Type=exec
User=${account}
WorkingDirectory=${runnerHome(runner)}
${environment(runner)}
Environment=DOCKER_HOST=unix://${socket(runner)}
ExecStartPre=/bin/sh ${RUNNER_FOLDER}/job-image.sh ${jobImage} ${JOB_IMAGE_FOLDER}
ExecStart=${RUNNER_PROGRAM} --config ${runnerConfigurationFile(runner)} daemon
Restart=always
RestartSec=10
TimeoutStartSec=30min
TimeoutStopSec=90
OOMScoreAdjust=500

[Install]
WantedBy=multi-user.target
`;
}

function environment(runner: Runner): string {
  return `Environment=HOME=${runnerHome(runner)} XDG_RUNTIME_DIR=/run/${runner.account}`;
}

function socket({ account }: Runner): string {
  return `/run/${account}/podman.sock`;
}
