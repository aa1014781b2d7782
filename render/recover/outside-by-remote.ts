import type { Cluster } from "../../clusters/lab.ts";
import { VAULT } from "../../platform/components/vault/api.ts";
import { mountUnitName } from "../../platform/hosts/unit-names.ts";
import type { Kubectl } from "../remote/kubectl.ts";
import { quote } from "../remote/quote.ts";
import type { Remote } from "../remote/remote.ts";
import type { HostAt } from "../up/host-at.ts";
import { type Asked, readSight, sightScript } from "./host-sight.ts";
import type { Outside } from "./outside.ts";
import type { HostState, RouteState, VaultState } from "./snapshot.ts";

/** What looks at the machines has this time; a Raspberry Pi that checks a disk is slow. */
const LOOK_SECONDS = 30;
const START_SECONDS = 180;

/** What opens Vault on the host that keeps the key; it does nothing where there is none. */
const UNSEALER = "lab-vault-unseal";

export interface OutsideProps {
  readonly cluster: Cluster;
  readonly hosts: ReadonlyMap<string, HostAt>;
  readonly kubectl: Kubectl;
  /** The key that opens Vault, where no host does it. */
  readonly unsealKey: () => Promise<string>;
}

/** The machines over SSH, and Vault through the API server. */
export function outsideByRemote({ cluster, hosts, kubectl, unsealKey }: OutsideProps): Outside {
  const remoteOf = (name: string) => {
    const host = hosts.get(name);
    if (host === undefined) throw new Error(`Cannot reach host "${name}": rendered/${cluster.name}/hosts has none`);
    return host.remote;
  };
  const server = Object.entries(cluster.nodes).find(([, { role }]) => role === "server")?.[0] ?? "";
  const asRoot = async (host: string, script: string) => {
    await remoteOf(host).run(script, { asRoot: true, timeoutSeconds: START_SECONDS });
  };
  return {
    hosts: () => Promise.all([...hosts.values()].map(host => look(askedOf(host, cluster), host.remote))),
    vault: () => sealStatus(kubectl),
    routes: names => answers(remoteOf(server), cluster.nodes[server]?.address ?? "", names),
    mount: (host, mountPoint) => asRoot(host, `systemctl start ${quote(mountUnitName(mountPoint))}`),
    startUnit: (host, unit) =>
      asRoot(host, `systemctl reset-failed ${quote(unit)} || true; systemctl start ${quote(unit)}`),
    restartUnit: (host, unit) => asRoot(host, `systemctl restart ${quote(unit)}`),
    async unseal() {
      const keeper = [...hosts.values()].find(({ host }) =>
        host.units.some(({ name }) => name === `${UNSEALER}.timer`),
      );
      if (keeper !== undefined) await asRoot(keeper.host.name, `systemctl start ${UNSEALER}.service`);
      if ((await sealStatus(kubectl)).state === "sealed") await unsealWith(kubectl, await unsealKey());
    },
  };
}

function askedOf({ host }: HostAt, { postgres, gitea, stepCa }: Cluster): Asked {
  const servers = [
    { node: gitea.node, name: gitea.host, port: 443, renewedBy: "lab-gitea.service" },
    { node: stepCa.node, name: stepCa.host, port: 9000, renewedBy: "lab-step-ca.service" },
  ];
  return {
    host,
    ...(postgres.node === host.name && { postgres: { address: host.address, port: postgres.port } }),
    servers: servers.filter(({ node }) => node === host.name),
  };
}

async function look(asked: Asked, remote: Remote): Promise<HostState> {
  const { name } = asked.host;
  try {
    const printed = await remote.run(sightScript(asked), { asRoot: true, timeoutSeconds: LOOK_SECONDS });
    return { name, seen: readSight(asked, printed) };
  } catch (error) {
    return { name, why: lastLine(error) };
  }
}

/**
 * Asks in Vault's own pod, by way of its kubelet: network policies let nobody else in. `vault status` ends with 2 when it
 * is sealed.
 */
export async function sealStatus(kubectl: Kubectl): Promise<VaultState> {
  const status = "vault status -format=json || [ $? = 2 ]";
  try {
    const text = await kubectl([...inVault, "--", "sh", "-c", status], { timeoutSeconds: LOOK_SECONDS });
    const { initialized, sealed } = JSON.parse(text) as { initialized: boolean; sealed: boolean };
    if (!initialized) return { state: "not-initialised" };
    return { state: sealed ? "sealed" : "unsealed" };
  } catch (error) {
    return { state: "unknown", reason: lastLine(error) };
  }
}

const inVault = ["exec", `--namespace=${VAULT.namespace}`, `${VAULT.name}-0`, "--container=vault"];

/** @see https://developer.hashicorp.com/vault/docs/commands/write: `key=-` is read from the standard input */
async function unsealWith(kubectl: Kubectl, key: string): Promise<void> {
  await kubectl([...inVault, "--stdin", "--", "vault", "write", "sys/unseal", "key=-"], { input: key });
}

/** As they answer to who asks Traefik on the server. Whether its certificates are right does not matter here. */
async function answers(remote: Remote, address: string, names: readonly string[]): Promise<RouteState[]> {
  const ask = (name: string) =>
    `echo ${quote(name)} $(curl --insecure --silent --output /dev/null --max-time 10 --write-out '%{http_code}' ` +
    `--resolve ${quote(`${name}:443:${address}`)} ${quote(`https://${name}/`)})`;
  const script = names.map(ask).join("\n");
  const printed = await remote.run(script, { timeoutSeconds: 10 * names.length + LOOK_SECONDS }).catch(() => "");
  const lines = printed.split("\n").map(line => line.trim().split(" "));
  const statuses = new Map(lines.map(([host, status]) => [host, status]));
  return names.map(host => ({ host, status: Number(statuses.get(host) ?? 0) }));
}

function lastLine(error: unknown): string {
  const lines = String(error instanceof Error ? error.message : error)
    .trim()
    .split("\n");
  return (lines.at(-1) as string).trim();
}
