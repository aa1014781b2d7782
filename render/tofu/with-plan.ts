import { join } from "node:path";
import { initialiseOnce } from "./initialise.ts";
import { dataOf, expectDone } from "./outcome.ts";
import { type Plan, planChanges } from "./plan-changes.ts";
import { withPrivateFolder } from "./private-folder.ts";
import { runTofu } from "./run-tofu.ts";
import type { StackChange } from "./stack-change.ts";
import type { StackWork } from "./stack-work.ts";
import { refuseForeign } from "./state-owner.ts";

/** `-detailed-exitcode`: 0 nothing to do, 2 something. https://opentofu.org/docs/cli/commands/plan/ */
const NOTHING = 0;
const SOMETHING = 2;

/**
 * Plans a stack, if its state is its own. The plan lies encrypted in a folder of its own for as long as it is used; in
 * clear, where it holds every secret of the stack, it is in memory only.
 *
 * @param use takes what the plan changes, and its file
 */
export async function withPlan<T>(
  work: StackWork,
  use: (changes: readonly StackChange[], file: string) => Promise<T>,
): Promise<T> {
  await initialiseOnce(work);
  await refuseForeign(work);
  return withPrivateFolder(async folder => {
    const file = join(folder, "plan");
    const variables = `-var-file=${work.variables}`;
    const run = await runTofu(work, ["plan", "-input=false", "-json", "-detailed-exitcode", variables, `-out=${file}`]);
    expectDone(run, work, "plan", [NOTHING, SOMETHING]);
    if (run.status === NOTHING) return use([], file);
    const shown = await runTofu(work, ["show", "-json", variables, file]);
    return use(planChanges(dataOf<Plan>(shown, work, "read the plan of")), file);
  });
}
