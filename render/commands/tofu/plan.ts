import { Command } from "commander";
import pc from "picocolors";
import { freshCluster } from "../../tofu/fresh-cluster.ts";
import { Interrupted } from "../../tofu/outcome.ts";
import { planLines, planTotals } from "../../tofu/plan-lines.ts";
import type { StackChange } from "../../tofu/stack-change.ts";
import { stackNamed, stacksOf } from "../../tofu/stack-named.ts";
import { stackSecrets } from "../../tofu/stack-secrets.ts";
import { type StackWork, stackWork } from "../../tofu/stack-work.ts";
import { withPlan } from "../../tofu/with-plan.ts";

export const planCommand = new Command("plan")
  .summary("show what an apply would change")
  .description(
    "Shows what an apply would change, per instance. Exits with 1 when that is anything: with --all it is the check of " +
      "continuous integration that nothing was changed by hand, and nothing waits to be applied.",
  )
  .argument("[stack]", "a folder of platform/tofu, such as vault")
  .option("--all", "every stack of the cluster, in their order")
  .option("--cluster <name>", "the stacks of this cluster (default: the first)")
  .option("--json", "print the changes as JSON, without any value that is sensitive")
  .action(async (name: string | undefined, options: Options) => {
    process.exitCode = await run(name, options);
  });

interface Options {
  readonly all?: true;
  readonly cluster?: string;
  readonly json?: true;
}

/** What one stack came to. */
interface Planned {
  readonly stack: string;
  readonly changes: readonly StackChange[];
  /** Why it could not be planned. */
  readonly error?: string;
}

async function run(name: string | undefined, { all, cluster: clusterName, json }: Options): Promise<number> {
  if ((name === undefined) !== (all === true)) throw new Error("Cannot plan: name one stack, or say --all");
  const { cluster, refuseStale } = await freshCluster(clusterName);
  const stacks = name === undefined ? stacksOf(cluster) : [stackNamed(cluster, name)];
  refuseStale(stacks);
  const secrets = await stackSecrets(stacks, { onlyState: false });
  const planned: Planned[] = [];
  for (const stack of stacks) {
    const outcome = await plan(stackWork(cluster, stack, secrets.get(stack.name) ?? {}));
    planned.push(outcome);
    if (!json) show(outcome);
  }
  if (json) console.log(JSON.stringify({ cluster: cluster.name, stacks: planned }));
  if (planned.some(({ error }) => error !== undefined)) return 2;
  return planned.some(({ changes }) => changes.length > 0) ? 1 : 0;
}

/** One stack that cannot be planned does not hide what the others would change. */
async function plan(work: StackWork): Promise<Planned> {
  try {
    const changes = await withPlan(work, async list => list);
    return { stack: work.stack, changes };
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    return { stack: work.stack, changes: [], error: (error as Error).message };
  }
}

function show({ stack, changes, error }: Planned): void {
  if (error !== undefined) console.error(error);
  else if (changes.length === 0) console.log(`${pc.bold(stack)}  ${pc.dim("nothing to change")}`);
  else console.log([...planLines(stack, changes), planTotals(changes)].join("\n"));
}
