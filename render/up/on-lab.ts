import { clusterNamed } from "../model/cluster-named.ts";
import { load } from "../model/load.ts";
import { connect } from "../remote/connect.ts";
import { repositoryFolder } from "../repository.ts";
import { ask } from "../tofu/ask.ts";
import { takingInterrupts } from "../tofu/interrupts.ts";
import { renderedHosts } from "./fresh-lab.ts";
import { groundOf } from "./ground.ts";
import { inTurn } from "./in-turn.ts";
import type { LabAt } from "./lab-at.ts";

export interface OnLabOptions {
  /** Name of the cluster; undefined: the first. */
  readonly cluster: string | undefined;
  /** A line about what is being done. */
  readonly say: (line: string) => void;
}

const ENDED_BY_SIGNAL = 130;

/**
 * Lets something look at a lab, or mend it, as it was rendered, over connections that end with it. Unlike `lab up` it does
 * not mind what is declared since: at two in the morning the lab is as it was brought up.
 */
export async function onLab<T>({ cluster: name, say }: OnLabOptions, use: (lab: LabAt) => Promise<T>): Promise<T> {
  const { clusters } = await load(repositoryFolder);
  const cluster = clusterNamed(clusters, name);
  const hosts = renderedHosts(cluster);
  const askInTurn = (question: string) => inTurn(() => ask(question));
  const { remotes, close } = await connect(hosts, { ask: askInTurn });
  const names = hosts.map(host => host.name);
  const ground = groundOf({ cluster, names, remotes, secrets: new Map(), ask: askInTurn, yes: false });
  const stop = () => void close().finally(() => process.exit(ENDED_BY_SIGNAL));
  return takingInterrupts(stop, async () => {
    try {
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
