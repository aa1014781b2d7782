/**
 * A quantity as the API server would write it: no fraction, and the largest suffix without one. `1024Mi` is `1Gi`,
 * `0.5` is `500m`, `1000m` is `1`.
 *
 * @returns what is no quantity as it is
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function canonicalQuantity(quantity: string | number): string {
  const [, digits = "", suffix = ""] = /^(\d+(?:\.\d+)?)(m|[kMGTPE]|[KMGTPE]i)?$/.exec(String(quantity)) ?? [];
  if (digits === "") return String(quantity);
  const thousandths = Math.round(Number(digits) * factor(suffix) * 1000);
  if (thousandths === 0) return "0";
  const family = suffix.endsWith("i") ? BINARY : DECIMAL;
  const fitting = family.findLast(candidate => thousandths % (factor(candidate) * 1000) === 0) ?? "m";
  return `${thousandths / (factor(fitting) * 1000)}${fitting}`;
}

const DECIMAL = ["m", "", "k", "M", "G", "T", "P", "E"];
const BINARY = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

function factor(suffix: string): number {
  if (suffix.endsWith("i")) return 1024 ** BINARY.indexOf(suffix);
  return 1000 ** (DECIMAL.indexOf(suffix) - 1);
}
