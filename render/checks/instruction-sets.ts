import type { Node } from "../../clusters/lab.ts";
import { parseImage } from "../../platform/image.ts";
import { INSTRUCTION_SETS, lackingInstructionSet } from "../../platform/instruction-sets.ts";
import { containersOf } from "../../platform/pod-template.ts";
import { inQuotes } from "./findings/mismatch.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { admittedNodes } from "./lab/admitted-nodes.ts";
import { workloadsOf } from "./lab/objects-by-kind.ts";
import type { Lab, Rule } from "./rule.ts";

/** No image may come to a node whose processor is too old for it: it would start, and die with an illegal instruction. */
export const instructionSets: Rule = {
  name: "instruction-sets",
  check(lab) {
    return workloadsOf(lab).flatMap(({ unit, object, template }) =>
      containersOf(template.spec).flatMap(({ container, path }) => {
        const repository = repositoryOf(container.image);
        if (INSTRUCTION_SETS[repository] === undefined) return [];
        const unfit = unfitNodes(lab, repository, admittedNodes(lab.cluster, template.spec));
        if (unfit.length === 0) return [];
        const problem = `the pod may run on ${unfit.join(", ")}, and ${inQuotes(repository)} needs more`;
        const remedy = "spread onFittingNodes() into the pod, or take another image,";
        return objectFinding(instructionSets.name, unit, object, {
          field: `${template.path}.${path}.image`,
          problem,
          remedy,
        });
      }),
    );
  },
};

function repositoryOf(reference = ""): string {
  const { registry, repository } = parseImage(reference);
  return registry === undefined ? repository : `${registry}/${repository}`;
}

/** e.g. `pi4 (armv8.0-a, not armv8.2-a)` */
function unfitNodes({ cluster }: Lab, repository: string, names: readonly string[]): string[] {
  return names.flatMap(name => {
    const node = cluster.nodes[name] as Node;
    const lacking = lackingInstructionSet(repository, node);
    return lacking === undefined ? [] : `${name} (${node.instructionSet}, not ${lacking})`;
  });
}
