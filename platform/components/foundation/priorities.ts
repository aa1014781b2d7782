import { Construct } from "constructs";
import { PriorityClass } from "../../kubernetes.ts";

/** Of what everything else stands on: when memory is short, it takes the place of others. */
export const CRITICAL = "lab-critical";

/** Of tools: placed before apps, and never in the place of one that runs. */
export const TOOLS = "lab-tools";

/**
 * Who goes first when the pods of a lost node want room on the others. Apps have no class and so the value 0;
 * Kubernetes' own classes `system-*` start at 2 000 000 000, above all that anyone may define.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/
 */
export class Priorities extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new PriorityClass(this, "critical", {
      metadata: { name: CRITICAL },
      value: 1_000_000,
      globalDefault: false,
      preemptionPolicy: "PreemptLowerPriority",
      description: "What everything else stands on; it takes the place of others.",
    });
    new PriorityClass(this, "tools", {
      metadata: { name: TOOLS },
      value: 1_000,
      globalDefault: false,
      preemptionPolicy: "Never", // statistics must not push out the books of a company
      description: "Tools: placed before apps, and never in the place of one that runs.",
    });
  }
}
