import { applyPlan } from "./apply-plan.ts";
import { type Ask, consent, type Refusal } from "./consent.ts";
import { planLines, planTotals } from "./plan-lines.ts";
import { type StackWork, titleOf } from "./stack-work.ts";
import { refuseUnapplied } from "./state-owner.ts";
import { withPlan } from "./with-plan.ts";

export interface ApplyProps {
  /** Stacks that must have been applied before. */
  readonly needs: readonly StackWork[];
  readonly ask: Ask;
  /** Applies without a question what destroys nothing. */
  readonly yes: boolean;
  readonly say: (line: string) => void;
}

/**
 * Plans a stack, shows what that changes, asks, and applies just that plan.
 *
 * @returns why it was not applied; undefined: it was, or there was nothing to apply
 */
export async function applyStack(work: StackWork, { needs, ask, yes, say }: ApplyProps): Promise<Refusal | undefined> {
  await refuseUnapplied(work, needs);
  return withPlan(work, async (changes, file) => {
    if (changes.length === 0) {
      say(`Nothing to change in ${titleOf(work)}`);
      return undefined;
    }
    say(planLines(work.stack, changes).join("\n"));
    const refusal = await consent(work, changes, { ask, yes });
    if (refusal !== undefined) return refusal;
    await applyPlan(work, file, changes, say);
    say(`Applied ${titleOf(work)}: ${planTotals(changes)}`);
    return undefined;
  });
}
