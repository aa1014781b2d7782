import type { Cluster } from "../../clusters/lab.ts";
import type { Host } from "../../platform/hosts/host.ts";
import { kubectlOn } from "../remote/kubectl.ts";
import type { Remote } from "../remote/remote.ts";
import { renderedHosts } from "./fresh-lab.ts";
import type { HostAt } from "./host-at.ts";
import type { Ground } from "./run-steps.ts";
import type { Talk } from "./take-step.ts";

export interface GroundProps {
  readonly cluster: Cluster;
  /** Names of the hosts that are worked on. */
  readonly names: readonly string[];
  /** Every host, by its name. */
  readonly remotes: ReadonlyMap<string, Remote>;
  readonly secrets: Map<string, string>;
  readonly ask: (question: string) => Promise<string | undefined>;
  readonly yes: boolean;
}

/** A cluster to take steps on, as it is rendered at the time of each step. */
export function groundOf({ cluster, names, remotes, secrets, ask, yes }: GroundProps): Ground {
  const remoteOf = (name: string) => remotes.get(name) as Remote;
  const talking = ({ outside, say }: Talk) => ({ ask: (question: string) => outside(() => ask(question)), say });
  const server = serverOf(cluster);
  const kubectl = kubectlOn(remoteOf(server));
  const hostAt = (host: Host, talk: Talk): HostAt => ({
    host,
    remote: remoteOf(host.name),
    kubectl,
    secrets,
    ...talking(talk),
  });
  const chosen = (others: readonly string[]) =>
    renderedHosts(cluster).filter(({ name }) => [...names, ...others].includes(name));
  return {
    hosts: () => chosen([]).map(host => ({ name: host.name, at: talk => hostAt(host, talk) })),
    lab: () => ({
      name: "lab",
      at: talk => ({
        cluster,
        hosts: new Map(chosen([server]).map(host => [host.name, hostAt(host, talk)])),
        kubectl,
        yes,
        ...talking(talk),
      }),
    }),
  };
}

function serverOf({ nodes }: Cluster): string {
  return Object.entries(nodes).find(([, { role }]) => role === "server")?.[0] as string;
}
