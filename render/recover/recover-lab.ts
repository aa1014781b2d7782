import { setTimeout as sleep } from "node:timers/promises";
import { secret } from "../../platform/secrets/source.ts";
import type { LabAt } from "../up/lab-at.ts";
import { runLog } from "../up/run-log.ts";
import { act } from "./act.ts";
import { PATIENCE } from "./memory.ts";
import { observe } from "./observe.ts";
import { outsideByRemote } from "./outside-by-remote.ts";
import { type Outcome, PAUSES, recover } from "./recover.ts";

/**
 * Recovers a real lab, and writes what it sees and does on the screen and into a log.
 *
 * @returns the exit code
 */
export async function recoverLab(lab: LabAt, limitSeconds: number): Promise<number> {
  const { cluster, hosts, kubectl, ask } = lab;
  const sent: string[] = [];
  const log = runLog(cluster.name, "recover", () => sent);
  const write = (line: string) => {
    console.log(line);
    log.write([line]);
  };
  const unsealKey = async () => {
    const key = await secret("vault/unseal-key");
    sent.push(key);
    return key;
  };
  const outside = outsideByRemote({ cluster, hosts, kubectl, unsealKey });
  const server = Object.entries(cluster.nodes).find(([, { role }]) => role === "server")?.[0] as string;
  const means = { kubectl, outside, server };
  const outcome = await recover({
    observe: () => observe(means, Date.now),
    routes: outside.routes,
    act: (action, hasConsent) => act(action, hasConsent, means),
    ask,
    journal: { write: (_at, line) => write(line) },
    clock: { now: Date.now, sleep: async milliseconds => void (await sleep(milliseconds)) },
    patience: PATIENCE,
    pauses: PAUSES,
    limitSeconds,
  });
  for (const line of closing(outcome)) write(line);
  console.log(`What was seen and done: ${log.file}`);
  return EXIT_CODES[outcome.end];
}

const EXIT_CODES = { healthy: 0, "out-of-time": 1, question: 3 } as const;

function closing(outcome: Outcome): string[] {
  if (outcome.end === "healthy") return [];
  if (outcome.end === "question") {
    return ["It needs a person:", ...outcome.questions.map(({ about, says }) => `  ${about}: ${says}`)];
  }
  const open = outcome.decision.findings.filter(({ next }) => !("note" in next));
  return ["Still wrong when the time was up:", ...open.map(({ subject, problem }) => `  ${subject}: ${problem}`)];
}
