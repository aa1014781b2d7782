import { type Fields, fieldsOf, mappingsOf, textOf, textsOf, valueAt } from "./fields.ts";

/** The one node on which pods may run, by name; undefined if they have a choice. */
export function onlyNode(pod: Fields): string | undefined {
  const chosen = textOf(pod.nodeName) ?? textOf(fieldsOf(pod.nodeSelector)[HOSTNAME]);
  if (chosen !== undefined) return chosen;
  const required = "affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms";
  const terms = mappingsOf(valueAt(pod, required)).map(term =>
    mappingsOf(term.matchExpressions).find(({ key, operator }) => key === HOSTNAME && operator === "In"),
  );
  const names = new Set(
    terms.flatMap(expression => (expression === undefined ? ["", " "] : textsOf(expression.values))),
  );
  return names.size === 1 ? [...names][0] : undefined;
}

const HOSTNAME = "kubernetes.io/hostname";

/** Whether something keeps the pods of one workload on different nodes, or tries to. */
export function isSpread(pod: Fields): boolean {
  const rules = fieldsOf(valueAt(pod, "affinity.podAntiAffinity"));
  const isKeptApart = Object.values(rules).some(list => mappingsOf(list).length > 0);
  return isKeptApart || mappingsOf(pod.topologySpreadConstraints).length > 0;
}
