import { errorsOf, type Message, messageOf } from "./messages.ts";
import { runTofu } from "./run-tofu.ts";
import type { StackChange } from "./stack-change.ts";
import { command, type StackWork, titleOf } from "./stack-work.ts";
import { troubleOf } from "./troubles.ts";

/**
 * Applies a plan.
 *
 * @param say takes a line for each change that is made
 * @throws {Error} that says what was made all the same, what went wrong, and how to go on
 */
export async function applyPlan(
  work: StackWork,
  file: string,
  changes: readonly StackChange[],
  say: (line: string) => void,
): Promise<void> {
  const made = new Set<string>();
  const run = await runTofu(work, ["apply", "-input=false", "-json", `-var-file=${work.variables}`, file], line => {
    const message = messageOf(line);
    if (message?.type !== "apply_complete" || message.hook === undefined) return;
    made.add(message.hook.resource.addr);
    say(madeLine(message.hook));
  });
  if (run.status === 0) return;
  const trouble = run.isInterrupted ? "it was interrupted" : troubleOf(errorsOf(run), work);
  throw new Error(`Cannot apply ${titleOf(work)} to its end: ${trouble}\n${remainder(work, changes, made)}`);
}

function madeLine({ action, resource }: NonNullable<Message["hook"]>): string {
  return `  ${(action === "delete" ? "destroy" : action).padEnd(7)}  ${resource.addr}  done`;
}

function remainder(work: StackWork, changes: readonly StackChange[], made: ReadonlySet<string>): string {
  const resources = changes.filter(({ type, verb }) => type !== "output" && verb !== "move");
  const left = resources.filter(({ address }) => !made.has(address)).map(({ address }) => address);
  const done = `${resources.length - left.length} of ${resources.length} changes are made`;
  const still = left.length === 0 ? "" : `, these are not: ${left.join(", ")}`;
  return `${done}${still}. What is made is in the state; run "${command(work, "apply")}" to go on`;
}
