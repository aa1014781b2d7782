import type { HostAt } from "./host-at.ts";
import type { HostItem, Item } from "./item.ts";
import type { LabAt } from "./lab-at.ts";
import type { Result, StepEvent } from "./step-event.ts";
import { type Place, takeStep, tryStep } from "./take-step.ts";

/** What steps are taken on. Both are asked for anew at each step: an earlier one may have learned something. */
export interface Ground {
  hosts(): readonly Place<HostAt>[];
  lab(): Place<LabAt>;
}

/**
 * Takes steps in their order, each on all hosts at the same time. One that fails at one place lets the others finish it,
 * and is the last one.
 */
export async function runSteps(
  items: readonly Item[],
  ground: Ground,
  tell: (event: StepEvent) => void,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    const these = await Promise.all(
      item.on === "lab"
        ? [takeStep(item.step, ground.lab(), tell)]
        : ground.hosts().map(host => takeStep(item.step, host, tell)),
    );
    results.push(...these);
    if (these.some(({ outcome }) => outcome.kind === "failed")) break;
  }
  return results;
}

/**
 * Looks what every step would do, and does nothing. What cannot be looked at because an earlier step would change
 * something first is unknown; a place at which a look fails without such a reason is left alone from there on.
 *
 * @param show gets what a step would change in more detail, such as the diff of files on a host
 */
export async function trySteps(
  items: readonly Item[],
  ground: Ground,
  tell: (event: StepEvent) => void,
  show: (host: string, detail: string) => void,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const hasFailed = (place: string) => results.some(({ on, outcome }) => on === place && outcome.kind === "failed");
  for (const item of items) {
    const before = [...results];
    if (item.on === "lab") {
      if (!hasFailed("lab")) results.push(await tryStep(item.step, ground.lab(), tell, before));
    } else {
      const hosts = ground.hosts().filter(({ name }) => !hasFailed(name));
      results.push(...(await Promise.all(hosts.map(host => tryOnHost(item, host, tell, before, show)))));
    }
  }
  return results;
}

async function tryOnHost(
  { step, show: detailOf }: HostItem,
  host: Place<HostAt>,
  tell: (event: StepEvent) => void,
  before: readonly Result[],
  show: (host: string, detail: string) => void,
): Promise<Result> {
  const { name } = host;
  const there = before.filter(({ on }) => on === name);
  const result = await tryStep(step, host, tell, there);
  if (result.outcome.kind === "would change" && detailOf !== undefined) {
    show(name, await detailOf(host.at({ outside: task => task(), say: () => {} })));
  }
  return result;
}
