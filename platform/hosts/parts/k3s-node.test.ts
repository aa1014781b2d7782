import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import type { Cluster } from "../../../clusters/lab.ts";
import { rehearsal } from "../../../clusters/rehearsal/index.ts";
import type { Host } from "../host.ts";
import { hostOf, hostsOf } from "../host-of.ts";

/**
 * Flags of `k3s agent`, which `k3s server` knows as well.
 *
 * @see https://docs.k3s.io/cli/agent
 */
const AGENT_FLAGS = [
  ...["config", "debug", "v", "vmodule", "log", "alsologtostderr", "token", "token-file", "data-dir", "node-name"],
  ...["with-node-id", "node-label", "node-taint", "image-credential-provider-bin-dir"],
  ...["image-credential-provider-config", "selinux", "lb-server-port", "protect-kernel-defaults"],
  ...["container-runtime-endpoint", "default-runtime", "image-service-endpoint", "disable-default-registry-endpoint"],
  ...["pause-image", "snapshotter", "private-registry", "node-ip", "node-external-ip", "node-internal-dns"],
  ...["node-external-dns", "resolv-conf", "flannel-iface", "flannel-conf", "flannel-cni-conf", "kubelet-arg"],
  ...["kube-proxy-arg", "enable-pprof", "rootless", "prefer-bundled-bin", "docker", "vpn-auth", "vpn-auth-file"],
];

/** Flags that only an agent of this lab has use for: where its server is. */
const JOIN_FLAGS = ["server"];

/**
 * Flags of `k3s server` alone; those of etcd and of other databases are left out, for the lab has neither.
 *
 * @see https://docs.k3s.io/cli/server
 */
const SERVER_FLAGS = [
  ...["bind-address", "https-listen-port", "advertise-address", "advertise-port", "tls-san", "tls-san-security"],
  ...["cluster-cidr", "service-cidr", "service-node-port-range", "cluster-dns", "cluster-domain", "flannel-backend"],
  ...["flannel-ipv6-masq", "flannel-external-ip", "egress-selector-mode", "servicelb-namespace", "write-kubeconfig"],
  ...["write-kubeconfig-mode", "write-kubeconfig-group", "helm-job-image", "agent-token", "agent-token-file"],
  ...["kube-apiserver-arg", "kube-controller-manager-arg", "kube-scheduler-arg", "kube-cloud-controller-manager-arg"],
  ...["default-local-storage-path", "disable", "disable-scheduler", "disable-cloud-controller", "disable-kube-proxy"],
  ...["disable-network-policy", "disable-helm-controller", "embedded-registry", "supervisor-metrics"],
  ...["system-default-registry", "secrets-encryption", "secrets-encryption-provider"],
];

/** What k3s can leave out: https://docs.k3s.io/installation/packaged-components */
const PACKAGED = ["coredns", "servicelb", "traefik", "local-storage", "metrics-server", "runtimes"];

const root = (cluster: Cluster): Cluster => ({
  ...cluster,
  stepCa: { ...cluster.stepCa, rootCertificate: "-----BEGIN CERTIFICATE-----\n" },
});

describe.each([arcodange, rehearsal].flatMap(hostsOf).map(host => [`${host.cluster}/${host.name}`, host] as const))(
  "%s",
  (_, host) => {
    const flags = yaml(host, "/etc/rancher/k3s/config.yaml");

    test("names no flag that its k3s does not know", () => {
      const known = isServer(host) ? [...AGENT_FLAGS, ...SERVER_FLAGS] : [...AGENT_FLAGS, ...JOIN_FLAGS];
      expect(Object.keys(flags).filter(flag => !known.includes(flag))).toEqual([]);
    });

    test("runs k3s in the one role that it has, and in no other", () => {
      const units = host.units.map(({ name }) => name).filter(name => /^k3s(-agent)?\.service$/.test(name));
      expect(units).toEqual([isServer(host) ? "k3s.service" : "k3s-agent.service"]);
    });

    test("runs k3s as its unit says, and not as it said before", () => {
      const [unit] = host.files.filter(({ path }) => /\/system\/k3s(-agent)?\.service$/.test(path));
      expect(unit?.restarts).toEqual([unit?.path.split("/").at(-1)]);
    });

    test("leaves to pods just what the facts of its node say", () => {
      const { systemReserved, evictionHard } = yaml(host, "/etc/rancher/k3s/kubelet.yaml");
      const { reservedMemoryMebibytes, reservedCpuMillicores } = nodeOf(host);
      const mebibytes = (text: string) => Number(/^(\d+)Mi$/.exec(text)?.[1]);
      expect(mebibytes(systemReserved.memory) + mebibytes(evictionHard["memory.available"])).toBe(
        reservedMemoryMebibytes,
      );
      expect(systemReserved.cpu).toBe(`${reservedCpuMillicores}m`);
    });

    test("lets logind wait for as long as the kubelet takes to end pods", () => {
      const { shutdownGracePeriodByPodPriority: endings } = yaml(host, "/etc/rancher/k3s/kubelet.yaml");
      const seconds = endings.map(
        (ending: { shutdownGracePeriodSeconds: number }) => ending.shutdownGracePeriodSeconds,
      );
      const [, allowed] =
        /InhibitDelayMaxSec=(\d+)/.exec(content(host, "/etc/systemd/logind.conf.d/zz-lab.conf")) ?? [];
      expect(Number(allowed)).toBe(seconds.reduce((sum: number, each: number) => sum + each, 0));
    });
  },
);

test("the server leaves out only what k3s can leave out, and nothing that the tree counts on", () => {
  const { disable } = yaml(hostOf(arcodange, "pi1"), "/etc/rancher/k3s/config.yaml");
  expect(disable.filter((name: string) => !PACKAGED.includes(name))).toEqual([]);
  for (const needed of ["coredns", "servicelb", "metrics-server"]) expect(disable).not.toContain(needed);
});

test("an agent comes to the server by its address, for no name may be answered yet", () => {
  expect(yaml(hostOf(arcodange, "pi3"), "/etc/rancher/k3s/config.yaml").server).toBe("https://192.168.1.201:6443");
});

test("pods ask for names at the tenth address of the Services", () => {
  const [vm] = hostsOf(rehearsal);
  expect(yaml(vm as Host, "/etc/rancher/k3s/config.yaml")["cluster-dns"]).toBe("10.53.0.10");
});

test("every node but Gitea's opens Traefik's ports", () => {
  const labels = hostsOf(arcodange).map(host => [host.name, yaml(host, "/etc/rancher/k3s/config.yaml")["node-label"]]);
  const label = ["svccontroller.k3s.cattle.io/enablelb=true"];
  expect(labels).toEqual([
    ["pi1", label],
    ["pi2", undefined],
    ["pi3", label],
  ]);
});

test("a node trusts Gitea by the lab's root once that is known, and asks no Gitea for the images of others", () => {
  const before = yaml(hostOf({ ...arcodange, stepCa: unknown(arcodange) }, "pi3"), "/etc/rancher/k3s/registries.yaml");
  expect(before.configs["gitea.arcodange.lab"].tls).toBeUndefined();
  const host = hostOf(root(arcodange), "pi3");
  const { mirrors, configs } = yaml(host, "/etc/rancher/k3s/registries.yaml");
  expect(content(host, configs["gitea.arcodange.lab"].tls.ca_file)).toContain("BEGIN CERTIFICATE");
  expect(mirrors).toEqual({ "*": {} });
});

test("k3s is downloaded for the machine's own processor, from where the facts say, with its publisher's sums", () => {
  const node = { ...arcodange.nodes.pi1, architecture: "amd64" as const };
  const hosts = { ...arcodange.hosts, downloads: "http://192.168.1.9:8080" };
  const [k3s] = hostOf({ ...arcodange, hosts, nodes: { ...arcodange.nodes, pi1: node } }, "pi1").programs;
  const folder = "http://192.168.1.9:8080/k3s-io/k3s/releases/download/v1.36.3%2Bk3s1";
  expect(k3s).toMatchObject({ url: `${folder}/k3s`, checksums: `${folder}/sha256sum-amd64.txt` });
  const arm = hostOf(arcodange, "pi1").programs.find(({ path }) => path === k3s?.path);
  expect(arm?.url).toMatch(/^https:\/\/github\.com\/k3s-io\/k3s\/.*\/k3s-arm64$/);
});

test("k3s has to be the file that the facts pin for the machine's own processor, where they pin one", () => {
  expect(k3sOf(arcodange)).not.toHaveProperty("sha256");
  const sha256 = { of: arcodange.versions.k3s.version, arm64: "a".repeat(64), amd64: "b".repeat(64) };
  const versions = { ...arcodange.versions, k3s: { ...arcodange.versions.k3s, sha256 } };
  expect(k3sOf({ ...arcodange, versions })).toMatchObject({ sha256: "a".repeat(64) });
});

function k3sOf(cluster: Cluster) {
  return hostOf(cluster, "pi1").programs.find(({ path }) => path === "/usr/local/bin/k3s");
}

function unknown({ stepCa: { node, host } }: Cluster): Cluster["stepCa"] {
  return { node, host };
}

function nodeOf({ cluster, name }: Host) {
  const nodes: Cluster["nodes"] = cluster === arcodange.name ? arcodange.nodes : rehearsal.nodes;
  const node = nodes[name];
  if (node === undefined) throw new Error(`Cannot test: there is no node "${name}"`);
  return node;
}

function isServer(host: Host): boolean {
  return nodeOf(host).role === "server";
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads fields of any kind
function yaml(host: Host, path: string): any {
  return parse(content(host, path));
}

function content({ files }: Host, path: string): string {
  const file = files.find(each => each.path === path);
  if (file === undefined) throw new Error(`Cannot test: there is no ${path}`);
  return file.content;
}
