import { factsFile } from "../../platform/naming.ts";
import { type Outputs, outputsOf, readOutputs } from "./read-outputs.ts";
import { command, type StackWork, titleOf } from "./stack-work.ts";

/** @throws {Error} when the state of a stack, which is set up, belongs to another lab, cluster or stack */
export async function refuseForeign(work: StackWork): Promise<void> {
  refuseOwner(await outputsOf(work), work);
}

/** @throws {Error} that names every stack without a state, in the order in which to apply them, and those of others */
export async function refuseUnapplied(work: StackWork, needs: readonly StackWork[]): Promise<void> {
  const missing: StackWork[] = [];
  for (const need of needs) {
    const outputs = await readOutputs(need);
    refuseOwner(outputs, need);
    if (outputs.lab === undefined) missing.push(need);
  }
  if (missing.length === 0) return;
  const names = missing.map(({ stack }) => `"${stack}"`).join(" and ");
  const orders = missing.map(need => `"${command(need, "apply")}"`).join(", then ");
  throw new Error(`Cannot apply ${titleOf(work)}: it needs ${names}, not applied yet, run ${orders}`);
}

/** A state that nobody has applied to the end may lack it; its place says whose it is, and its passphrase. */
function refuseOwner({ lab }: Outputs, work: StackWork): void {
  if (lab === undefined) return;
  const { cluster, domain, stack } = lab.value as Owner;
  const own = work.state;
  if (cluster === own.cluster && domain === own.domain && stack === own.stack) return;
  throw new Error(
    `Cannot work on ${titleOf(work)} in ${own.domain}: its state belongs to stack "${stack}" of ${cluster} in ${domain}, ` +
      `give this lab a bucket of its own: buckets.state in ${factsFile(own.cluster)}`,
  );
}

type Owner = Pick<StackWork["state"], "cluster" | "domain" | "stack">;
