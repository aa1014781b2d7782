import { stdin, stdout } from "node:process";
import { type Connections, connect } from "../remote/connect.ts";
import type { Remote } from "../remote/remote.ts";
import { ask } from "../tofu/ask.ts";
import { takingInterrupts } from "../tofu/interrupts.ts";
import type { FreshLab } from "./fresh-lab.ts";
import { groundOf } from "./ground.ts";
import { lockHosts } from "./host-lock.ts";
import { inTurn } from "./in-turn.ts";
import type { Item } from "./item.ts";
import { gatherSecrets, type Keeper } from "./kept-secrets.ts";
import { type Narration, narration } from "./narration.ts";
import { type RunLog, runLog } from "./run-log.ts";
import { type Ground, runSteps, trySteps } from "./run-steps.ts";
import { statusOf, summaryLines } from "./walk-summary.ts";
import { walkView } from "./walk-view.ts";

export interface BringUpProps extends FreshLab {
  /** Names of the hosts that are worked on. */
  readonly names: readonly string[];
  readonly items: readonly Item[];
  readonly isDryRun: boolean;
  readonly yes: boolean;
  readonly trustsNewHosts: boolean;
  /** As others read who works on a host: `lab up pi1`. */
  readonly command: string;
  /** Command that goes on at a step. */
  readonly goOn: (step: string) => string;
}

const ENDED_BY_SIGNAL = 130;

/**
 * Walks the steps on a lab, and shows and writes down what happens.
 *
 * @returns the exit code
 */
export async function bringUp(props: BringUpProps): Promise<number> {
  const { cluster, hosts, names, items, isDryRun, trustsNewHosts, command, goOn } = props;
  const secrets = new Map<string, string>();
  const log = runLog(cluster.name, "up", () => secrets.values());
  const view = walkView(stdout, () => stdin.isRaw === true);
  const told = narration(view, log, items[0]?.step.name ?? "");
  const askInTurn = (question: string) => inTurn(() => ask(question));
  let connections: Connections | undefined;
  let isStopping = false;
  const stop = () => {
    if (isStopping) process.exit(ENDED_BY_SIGNAL);
    isStopping = true;
    told.print([`Stopped at step "${told.step}". What was done stays; go on with: ${goOn(told.step)}`]);
    told.end();
    void Promise.resolve(connections?.close()).finally(() => process.exit(ENDED_BY_SIGNAL));
  };
  return takingInterrupts(stop, async () => {
    try {
      connections = await connect(hosts, { ask: askInTurn, trustsNewHosts });
      const remotes = isDryRun ? connections.remotes : await lockHosts(connections, { command, takes: names });
      await gatherSecrets(answering(props, connections, secrets));
      const ground = groundOf({ ...props, remotes, secrets, ask: askInTurn });
      return await walk(props, ground, told, log);
    } finally {
      told.end();
      await connections?.close();
    }
  });
}

async function walk(
  { items, isDryRun, goOn }: BringUpProps,
  ground: Ground,
  { tell, print }: Narration,
  { file }: RunLog,
): Promise<number> {
  const started = performance.now();
  const results = isDryRun
    ? await trySteps(items, ground, tell, (host, detail) => print([`On ${host}:`, ...detail.split("\n")]))
    : await runSteps(items, ground, tell);
  print(summaryLines(results, { seconds: (performance.now() - started) / 1000, goOn, log: file }));
  return statusOf(results);
}

/** A host that does not answer keeps its secrets for itself: the steps that want them say so. */
function answering({ hosts }: FreshLab, { remotes, answering }: Connections, secrets: Map<string, string>): Keeper[] {
  return hosts
    .filter(({ name }) => answering.has(name))
    .map(host => ({ host, remote: remotes.get(host.name) as Remote, secrets }));
}
