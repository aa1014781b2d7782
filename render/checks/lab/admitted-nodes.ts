import type { Cluster } from "../../../clusters/lab.ts";
import type { PodSpec } from "../../../platform/pod-template.ts";

/** k3s gives it to servers, and to no agent: https://docs.k3s.io/advanced#node-labels-and-taints */
const CONTROL_PLANE = "node-role.kubernetes.io/control-plane";

/**
 * Names of the nodes on which a pod may run, by its selector, the affinity that must hold, or the node that it names. What either asks by labels
 * that no fact knows is taken as met: rather one node too many than one too few.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
 */
export function admittedNodes({ nodes }: Cluster, { nodeSelector = {}, affinity, nodeName }: PodSpec): string[] {
  const terms = (affinity as Affinity | undefined)?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return Object.entries(nodes).flatMap(([name, { architecture, role }]) => {
    const labels: Labels = {
      "kubernetes.io/hostname": name,
      "kubernetes.io/arch": architecture,
      [CONTROL_PLANE]: role === "server" ? "true" : undefined,
    };
    const isNamed = nodeName === undefined || nodeName === name;
    const isSelected = Object.entries(nodeSelector).every(([key, value]) => !(key in labels) || labels[key] === value);
    const isWanted = terms === undefined || (terms.nodeSelectorTerms ?? []).some(term => meets(labels, term));
    return isNamed && isSelected && isWanted ? [name] : [];
  });
}

/** Labels that a fact knows; undefined: the node is known to have none. */
type Labels = Readonly<Record<string, string | undefined>>;

interface Affinity {
  readonly nodeAffinity?: {
    readonly requiredDuringSchedulingIgnoredDuringExecution?: { readonly nodeSelectorTerms?: readonly Term[] };
  };
}

interface Term {
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

function meets(labels: Labels, { matchExpressions = [] }: Term): boolean {
  return matchExpressions.every(({ key, operator, values = [] }) => {
    if (!(key in labels)) return true;
    const value = labels[key];
    if (operator === "In") return value !== undefined && values.includes(value);
    if (operator === "NotIn") return value === undefined || !values.includes(value);
    return (operator === "DoesNotExist") === (value === undefined);
  });
}
