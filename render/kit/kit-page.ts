import type { Cluster } from "../../clusters/lab.ts";
import { dutiesOf } from "../../platform/hosts/duties-of.ts";
import type { Host, HostSecret } from "../../platform/hosts/host.ts";
import { HOST_SECRETS } from "../../platform/hosts/host.ts";
import { keepsakesOf } from "../../platform/hosts/keepsakes.ts";
import { repositoryOf } from "../../platform/hosts/parts/backup.ts";
import { serverOf } from "../../platform/hosts/server-of.ts";
import { repositoryUrl } from "../../platform/naming.ts";

/** What is on the break-glass kit beside what follows from the declaration. */
export interface KitSecrets {
  /** Values by name, of those that were asked for. */
  readonly values: ReadonlyMap<string, string>;
  /** Of the cluster's administrator; undefined when it was not asked for. */
  readonly kubeconfig: string | undefined;
}

/**
 * What a person needs who stands before dead machines, without this repository, its forge or a name server: addresses,
 * the order of recovery, where each key is. For paper, or a stick in a drawer.
 */
export function kitPage(cluster: Cluster, hosts: readonly Host[], secrets?: KitSecrets): string {
  return [
    `# Break-glass kit of ${cluster.name}`,
    secrets === undefined
      ? "No secret stands here: it says where each one is."
      : "**Secrets stand here in the clear.** Keep it as you would keep the keys of the house.",
    ...machines(cluster, hosts),
    ...afterPowerCut(cluster),
    ...backups(cluster, hosts),
    ...keys(hosts),
    ...(secrets === undefined ? [] : values(secrets)),
  ].join("\n\n");
}

function machines(cluster: Cluster, hosts: readonly Host[]): string[] {
  const rows = hosts.map(host => {
    const disks = host.disks.map(({ label, mountPoint }) => `${label} at ${mountPoint}`).join(", ");
    const duties = [`k3s ${cluster.nodes[host.name]?.role}`, ...dutiesOf(cluster, host.name)].join(", ");
    return `| ${host.name} | ${host.address} | ${duties} | ${disks || "none of its own"} |`;
  });
  const [first] = hosts;
  const jump = first?.login.jump === undefined ? "" : ` -J ${first.login.jump}`;
  return [
    "## Machines",
    ["| host | address | what runs there | disks |", "|---|---|---|---|", ...rows].join("\n"),
    `Log in: \`ssh${jump} ${first?.login.user}@<address>\`. The cluster's administrator: \`sudo k3s kubectl\` on ${serverOf(cluster).name}.`,
    `This repository: ${repositoryUrl(cluster, cluster.gitea.repository)}, on ${cluster.gitea.node}.`,
  ];
}

function afterPowerCut(cluster: Cluster): string[] {
  const { gitea, postgres, vault } = cluster;
  const order = [
    `The router, then every host: each answers \`ping\`, and \`findmnt\` there shows its disks.`,
    `On ${postgres.node}: \`systemctl status lab-postgres\`, port ${postgres.port}. On ${gitea.node}: \`systemctl status lab-gitea\`.`,
    `On ${serverOf(cluster).name}: \`systemctl status k3s\`, then \`sudo k3s kubectl get nodes\`: all are Ready.`,
    "`sudo k3s kubectl -n longhorn-system get volumes.longhorn.io`: none is faulted. Longhorn salvages by itself within minutes, from the latest copy whose host is up. What stays faulted: in its UI, Salvage, with the one copy that failed last.",
    `\`sudo k3s kubectl -n tools exec -it vault-0 -- vault status\`: not sealed${vault.unseal === "hand" ? "; else `vault operator unseal` there, with the key" : ""}.`,
    "`sudo k3s kubectl -n argocd get applications`: Synced and Healthy.",
  ];
  return [
    "## After a power cut",
    "With this repository at hand: `npx lab recover`. By hand, in this order:",
    order.map((step, index) => `${index + 1}. ${step}`).join("\n"),
  ];
}

function backups(cluster: Cluster, hosts: readonly Host[]): string[] {
  const rows = hosts.map(({ name }) => {
    const kept = keepsakesOf(cluster, name).flatMap(({ paths }) => paths);
    return `| ${repositoryOf(cluster, name)} | ${kept.map(path => `\`${path}\``).join(", ")} |`;
  });
  return [
    "## Backups",
    ["| repository of restic | what it holds |", "|---|---|", ...rows].join("\n"),
    "With `backup/passphrase` in a file `passphrase` and `backup/gcs-key` in a file `key.json`, on any Linux:",
    "```sh\nexport RESTIC_PASSWORD_FILE=passphrase GOOGLE_APPLICATION_CREDENTIALS=key.json\nrestic -r <repository> snapshots\nrestic -r <repository> restore latest --target restored\n```",
    `PostgreSQL: \`/postgres\` in the bucket ${cluster.buckets.hostBackups}, by pgBackRest with the same passphrase as \`repo1-cipher-pass\`, stanza \`lab\`: \`pgbackrest --type=time --target=<time> restore\`. Vault: \`/vault\` there, by \`vault operator raft snapshot restore -force <file>\`; it then opens with the keys of that time.`,
    `Volumes of the cluster: bucket ${cluster.buckets.longhornBackups}, by Longhorn. OpenTofu's states: bucket ${cluster.buckets.state}, encrypted with \`tofu/passphrase\`.`,
  ];
}

function keys(hosts: readonly Host[]): string[] {
  const rows = secretsOf(hosts).map(
    ({ name, home, what }) => `| ${name} | ${what} | ${home}:${HOST_SECRETS}/${name} |`,
  );
  return [
    "## Where each key is",
    ["| key | what it is | where |", "|---|---|---|", ...rows].join("\n"),
    "Only a person has: `tofu/passphrase`, `backup/passphrase`, and what opens the accounts at Google, Cloudflare, OVH and the mail provider. Everything else that the cluster needs is in Vault.",
  ];
}

/** Every secret that hosts keep, once. */
export function secretsOf(hosts: readonly Host[]): HostSecret[] {
  const all = hosts.flatMap(({ secrets }) => secrets);
  return all.filter(({ name }, index) => all.findIndex(other => other.name === name) === index);
}

function values({ values: known, kubeconfig }: KitSecrets): string[] {
  const blocks = [...known].map(([name, value]) => `${name}\n\n\`\`\`\n${value.trimEnd()}\n\`\`\``);
  return [
    "## Secrets",
    ...blocks,
    ...(kubeconfig === undefined ? [] : [`kubeconfig\n\n\`\`\`yaml\n${kubeconfig.trimEnd()}\n\`\`\``]),
  ];
}
