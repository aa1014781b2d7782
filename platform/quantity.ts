/**
 * Bytes of a Kubernetes quantity, rounded up: `memoryBytes("512Mi")` is 536870912.
 *
 * @returns undefined for what is no quantity or is negative
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function memoryBytes(quantity: string | number): number | undefined {
  return inUnits(quantity, 1);
}

/**
 * Thousandths of a core in a Kubernetes quantity, rounded up: `cpuMillicores("200m")` is 200, `cpuMillicores("1.5")`
 * is 1500.
 *
 * @returns undefined for what is no quantity or is negative
 */
export function cpuMillicores(quantity: string | number): number | undefined {
  return inUnits(quantity, 1000);
}

/** Multiplies before it divides: `1.1` cores are 1100 thousandths, where 1.1 × 1000 is a little more. */
function inUnits(quantity: string | number, unitsPerOne: number): number | undefined {
  const [, whole = "", fraction = "", suffix = ""] = /^\+?(\d*)\.?(\d*)([^\d.].*)?$/.exec(String(quantity)) ?? [];
  const factor = factorOf(suffix);
  if (whole + fraction === "" || factor === undefined) return undefined;
  const multiplied = Number(whole + fraction) * factor.times * unitsPerOne;
  return Math.ceil(multiplied / (factor.per * 10 ** fraction.length));
}

interface Factor {
  readonly times: number;
  readonly per: number;
}

function factorOf(suffix: string): Factor | undefined {
  const exponent = /^[eE]([-+]?\d{1,2})$/.exec(suffix)?.[1];
  if (exponent === undefined) return FACTORS.get(suffix);
  const power = Number(exponent);
  return power < 0 ? { times: 1, per: 10 ** -power } : { times: 10 ** power, per: 1 };
}

const FACTORS: ReadonlyMap<string, Factor> = new Map([
  ["", { times: 1, per: 1 }],
  ...["m", "u", "n"].map((suffix, power) => [suffix, { times: 1, per: 1000 ** (power + 1) }] as const),
  ...["k", "M", "G", "T", "P", "E"].map((suffix, power) => [suffix, { times: 1000 ** (power + 1), per: 1 }] as const),
  ...["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"].map(
    (suffix, power) => [suffix, { times: 1024 ** (power + 1), per: 1 }] as const,
  ),
]);
