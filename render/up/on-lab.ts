import { clusterNamed } from "../model/cluster-named.ts";
import { load } from "../model/load.ts";
import { connect } from "../remote/connect.ts";
import { repositoryFolder } from "../repository.ts";
import { ask } from "../tofu/ask.ts";
import { takingInterrupts } from "../tofu/interrupts.ts";
import { renderedHosts } from "./fresh-lab.ts";
import { groundOf } from "./ground.ts";
import { type Lock, lockHosts } from "./host-lock.ts";
import { inTurn } from "./in-turn.ts";
import type { LabAt } from "./lab-at.ts";

export interface OnLabOptions {
  /** Name of the cluster; undefined: the first. */
  readonly cluster: string | undefined;
  /** A line about what is being done. */
  readonly say: (line: string) => void;
  /** Absent: it changes nothing that another command could be at work with. */
  readonly lock?: Lock;
}

const ENDED_BY_SIGNAL = 130;

/**
 * Lets something look at a lab, or mend it, as it was rendered, over connections that end with it. Unlike `lab up` it does
 * not mind what is declared since: at two in the morning the lab is as it was brought up.
 */
export async function onLab<T>(options: OnLabOptions, use: (lab: LabAt) => Promise<T>): Promise<T> {
  const { cluster: name, say, lock } = options;
  const { clusters } = await load(repositoryFolder);
  const cluster = clusterNamed(clusters, name);
  const hosts = renderedHosts(cluster);
  const askInTurn = (question: string) => inTurn(() => ask(question));
  const connections = await connect(hosts, { ask: askInTurn });
  const { close } = connections;
  const names = hosts.map(host => host.name);
  const stop = () => void close().finally(() => process.exit(ENDED_BY_SIGNAL));
  return takingInterrupts(stop, async () => {
    try {
      const remotes = lock === undefined ? connections.remotes : await lockHosts(connections, lock);
      const ground = groundOf({ cluster, names, remotes, secrets: new Map(), ask: askInTurn, yes: false });
      const lab = ground.lab().at({ outside: task => task(), say });
      const hostsAt = [...lab.hosts].map(
        ([host, at]) => [host, { ...at, say: (line: string) => say(`${host}: ${line}`) }] as const,
      );
      return await use({ ...lab, hosts: new Map(hostsAt), say });
    } finally {
      await close();
    }
  });
}
