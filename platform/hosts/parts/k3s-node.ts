import { stringify } from "yaml";
import type { Cluster } from "../../../clusters/lab.ts";
import { pinnedVersion } from "../../pinned-image.ts";
import { type HostPart, type Program, secretMark } from "../host.ts";
import { answersForTraefik, LOAD_BALANCER_LABEL } from "../load-balanced-nodes.ts";
import type { Machine } from "../machine.ts";
import { pinnedSum } from "../pinned-sum.ts";
import { serverOf } from "../server-of.ts";
import { KUBELET_CONFIGURATION, kubeletConfiguration, SHUTDOWN_SECONDS } from "./k3s-kubelet.ts";
import { registries } from "./k3s-registries.ts";

/** Keys of `/etc/rancher/k3s/config.yaml`, which are the flags of k3s without `--`. */
export type K3sFlags = Readonly<Record<string, string | boolean | readonly string[]>>;

const TOKEN = "k3s/token";
const TOKEN_FILE = "/etc/rancher/k3s/token";
const PROGRAM = "/usr/local/bin/k3s";

/**
 * What makes a machine a node, whatever its role: the program, its flags, how it runs, and how it comes to images.
 *
 * The token lets a machine join. It holds no hash of the server's authority, as one that k3s makes would, for it must be
 * there before the server is: whoever can answer for the server's address in the LAN while an agent joins for the first
 * time can read it. To change it later: `k3s token rotate`, then the new value in the file of the secret.
 *
 * @see https://docs.k3s.io/cli/token#short
 */
export function k3sNode(machine: Machine, role: "server" | "agent", flags: K3sFlags): HostPart {
  const { cluster, node } = machine;
  const unit = role === "server" ? "k3s.service" : "k3s-agent.service";
  const ownRegistries = registries(cluster, unit);
  return {
    files: [
      {
        path: "/etc/rancher/k3s/config.yaml",
        content: stringify({ ...flags, ...nodeFlags(machine) }, { lineWidth: 0 }),
        restarts: [unit],
      },
      { path: KUBELET_CONFIGURATION, content: stringify(kubeletConfiguration(node)), restarts: [unit] },
      { path: TOKEN_FILE, content: `${secretMark(TOKEN)}\n`, mode: "0600" },
      ...(ownRegistries.files ?? []),
      { path: `/etc/systemd/system/${unit}`, content: unitFile(role), restarts: [unit] },
      {
        path: "/etc/systemd/logind.conf.d/zz-lab.conf", // after that of unattended-upgrades, which allows 30 seconds
        content: `[Login]\nInhibitDelayMaxSec=${SHUTDOWN_SECONDS}\n`,
        // It holds a lock of the logind that it has found, up to the longest delay of that one
        restarts: ["systemd-logind.service", "unattended-upgrades.service"],
      },
      {
        path: "/etc/modules-load.d/lab-k3s.conf",
        content: "br_netfilter\noverlay\n",
        restarts: ["systemd-modules-load.service"],
      },
    ],
    programs: [{ path: PROGRAM, ...release(cluster, node.architecture), restarts: [unit] }],
    secrets: [
      {
        name: TOKEN,
        home: serverOf(cluster).name,
        origin: "made",
        what: "with which a machine joins the cluster",
      },
      ...(ownRegistries.secrets ?? []),
    ],
    units: [{ name: unit, stage: "k3s" }],
  };
}

/** By its address in the LAN, for a host has others, such as that of Docker's bridge. */
function nodeFlags({ cluster, name, node }: Machine): K3sFlags {
  return {
    "node-name": name,
    "node-ip": node.address,
    "token-file": TOKEN_FILE,
    "resolv-conf": "/etc/resolv.conf",
    "kubelet-arg": [`config=${KUBELET_CONFIGURATION}`],
    ...(answersForTraefik(cluster, name) && { "node-label": [`${LOAD_BALANCER_LABEL}=true`] }),
  };
}

/**
 * Its makers name the file for arm64 and leave the name bare for amd64. Their list of sums comes from the same place: it
 * tells a broken download, and not whether somebody has put another program there. Only what the facts pin does.
 *
 * @see https://github.com/k3s-io/k3s/blob/main/install.sh
 */
function release(cluster: Cluster, architecture: "arm64" | "amd64"): Omit<Program, "path" | "restarts"> {
  const version = pinnedVersion(cluster, "k3s");
  const site = cluster.hosts.downloads ?? "https://github.com";
  const folder = `${site}/k3s-io/k3s/releases/download/${encodeURIComponent(version)}`;
  const file = architecture === "arm64" ? "k3s-arm64" : "k3s";
  const checksums = `${folder}/sha256sum-${architecture}.txt`;
  return { version, url: `${folder}/${file}`, checksums, ...pinnedSum(cluster, "k3s", architecture) };
}

/**
 * As k3s's own installer writes it, but for what it waits for: the time, before which no certificate is valid, and the
 * folder of its data. A stop or a restart leaves containers running, as `KillMode=process` has it.
 *
 * @see https://github.com/k3s-io/k3s/blob/main/install.sh
 */
function unitFile(role: "server" | "agent"): string {
  return `[Unit]
Description=Kubernetes by k3s, as ${role}
Documentation=https://docs.k3s.io
Wants=network-online.target time-sync.target
After=network-online.target time-sync.target iscsid.service
RequiresMountsFor=/var/lib/rancher

[Service]
Type=notify
ExecStartPre=-/sbin/modprobe br_netfilter
ExecStartPre=-/sbin/modprobe overlay
ExecStart=${PROGRAM} ${role}
KillMode=process
Delegate=yes
LimitNOFILE=1048576
LimitNPROC=infinity
LimitCORE=infinity
TasksMax=infinity
TimeoutStartSec=0
Restart=always
RestartSec=5s

[Install]
WantedBy=multi-user.target
`;
}
