/**
 * A quantity as the API server writes it: without a fraction, and with the largest suffix of its family that allows
 * that. `1024Mi` is `1Gi`, `0.5` is `500m`, `1000m` is `1`; `1024` is not `1Ki`, for the family is kept.
 *
 * Exact at any size: `0.0001` is not `0`.
 *
 * @returns as it is what is no quantity, is negative, is finer than a billionth or larger than 2^63 - 1; and what has an
 *   exponent (`1e3`), of which the API server keeps some as they are
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.0/staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go
 */
export function canonicalQuantity(quantity: string | number): string {
  const text = String(quantity);
  const [, digits = "", suffix = ""] = /^(\d+\.?\d*|\.\d+)([numkMGTPE]|[KMGTPE]i)?$/.exec(text) ?? [];
  const amount = digits === "" ? undefined : billionths(digits, suffix);
  if (amount === undefined || amount > LARGEST) return text;
  if (amount === 0n) return "0";
  return suffix.endsWith("i") ? binary(amount) : decimal(amount);
}

const BILLION = 1_000_000_000n;
const LARGEST = (2n ** 63n - 1n) * BILLION;
const SMALL = ["n", "u", "m"];
const DECIMAL = ["", "k", "M", "G", "T", "P", "E"];
const BINARY = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

/** Undefined for what is no whole number of them. */
function billionths(digits: string, suffix: string): bigint | undefined {
  const [whole = "", fraction = ""] = digits.split(".");
  const power = 9 + exponentOf(suffix) - fraction.length;
  const amount = BigInt(whole + fraction) * (suffix.endsWith("i") ? 1024n ** BigInt(BINARY.indexOf(suffix)) : 1n);
  if (power >= 0) return amount * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(-power);
  return amount % divisor === 0n ? amount / divisor : undefined;
}

function exponentOf(suffix: string): number {
  if (suffix.endsWith("i")) return 0;
  return SMALL.includes(suffix) ? 3 * SMALL.indexOf(suffix) - 9 : 3 * DECIMAL.indexOf(suffix);
}

/** What is below 1 Ki or no whole number has no binary suffix. */
function binary(amount: bigint): string {
  if (amount < 1024n * BILLION || amount % BILLION !== 0n) return decimal(amount);
  let [number, power] = [amount / BILLION, 0];
  for (; number % 1024n === 0n && power < BINARY.length - 1; power++) number /= 1024n;
  return `${number}${BINARY[power]}`;
}

function decimal(amount: bigint): string {
  let [number, power] = [amount, -3];
  for (; number % 1000n === 0n && power < DECIMAL.length - 1; power++) number /= 1000n;
  return `${number}${[...SMALL, ...DECIMAL][power + 3]}`;
}
