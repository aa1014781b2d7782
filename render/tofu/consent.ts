import { lossBy } from "./data-bearing.ts";
import { planTotals } from "./plan-lines.ts";
import type { StackChange } from "./stack-change.ts";
import { command, type StackWork, titleOf } from "./stack-work.ts";

/** Asks a person one thing. Undefined: there is no terminal to ask on. */
export type Ask = (question: string) => Promise<string | undefined>;

/** Why a plan is not applied, and the exit code that says so. */
export interface Refusal {
  /** 1: somebody said no; 2: nobody was there to say yes; 3: it would destroy something. */
  readonly status: 1 | 2 | 3;
  readonly message: string;
}

/**
 * Whether a plan may be applied. What no apply brings back must be named by whoever lets it go, by address or instance,
 * one after the other; what else is destroyed needs a yes on a terminal.
 *
 * @param yes says yes to a plan that destroys nothing
 * @returns undefined: it may
 */
export async function consent(
  work: StackWork,
  changes: readonly StackChange[],
  { ask, yes }: { readonly ask: Ask; readonly yes: boolean },
): Promise<Refusal | undefined> {
  const losses = changes.filter(change => lossBy(change) !== undefined);
  for (const loss of losses) {
    const answer = await ask(`${loss.verb} ${loss.address}: ${lossBy(loss)}\nType its address or instance to go on: `);
    if (answer !== undefined && [loss.address, loss.instance].includes(answer)) continue;
    return { status: 3, message: refusedLosses(work, losses, answer) };
  }
  const destroys = changes.some(({ verb }) => verb === "destroy" || verb === "replace");
  if (yes && !destroys) return undefined;
  const answer = await ask(`Apply this to ${titleOf(work)} (${planTotals(changes)})? yes or no: `);
  if (answer === "yes") return undefined;
  if (answer !== undefined) return { status: 1, message: `Left ${titleOf(work)} as it is` };
  return destroys ? { status: 3, message: refusedEnds(work) } : { status: 2, message: unasked(work) };
}

function refusedLosses(work: StackWork, losses: readonly StackChange[], answer: string | undefined): string {
  const list = losses.map(loss => `\n  ${loss.verb} ${loss.address}: ${lossBy(loss)}`).join("");
  const typed = answer === undefined ? "" : `, and "${answer}" names none of it`;
  return `Refused to apply ${titleOf(work)}, which would lose data${typed}${list}\n${onTerminal(work)} for the name of each`;
}

function refusedEnds(work: StackWork): string {
  return `Refused to apply ${titleOf(work)}, which would destroy something without anybody's yes\n${onTerminal(work)}`;
}

function unasked(work: StackWork): string {
  return `Cannot apply ${titleOf(work)}: this is no terminal to ask on, run it on one or with --yes`;
}

function onTerminal(work: StackWork): string {
  return `On a terminal "${command(work, "apply")}" asks`;
}
