/**
 * Nanoseconds of a duration as Go writes it (`1h30m`, `1.5h`, `100ms`) or Prometheus (`1d12h`, `2w`): units from large to
 * small, each at most once, which both read alike.
 *
 * @returns undefined for what is none
 * @see https://pkg.go.dev/time#ParseDuration
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/
 */
export function nanoseconds(duration: string): bigint | undefined {
  if (duration === "0") return 0n;
  const found = SHAPE.exec(duration);
  if (found === null || duration === "") return undefined;
  const parts = UNITS.map((unit, index) => [found[index + 1], unit[1]] as const);
  let sum = 0n;
  for (const [digits, size] of parts) {
    if (digits === undefined) continue;
    const [whole = "", fraction = ""] = digits.split(".");
    const [scaled, divisor] = [BigInt(whole + fraction) * size, 10n ** BigInt(fraction.length)];
    if (scaled % divisor !== 0n) return undefined;
    sum += scaled / divisor;
  }
  return sum;
}

const SECOND = 1_000_000_000n;

/** By their names, from large to small. */
const UNITS: readonly (readonly [name: string, nanoseconds: bigint])[] = [
  ["w", 7n * 24n * 3600n * SECOND],
  ["d", 24n * 3600n * SECOND],
  ["h", 3600n * SECOND],
  ["m", 60n * SECOND],
  ["s", SECOND],
  ["ms", 1_000_000n],
  ["us", 1000n],
  ["ns", 1n],
];

const SHAPE = new RegExp(`^${UNITS.map(([unit]) => `(?:(\\d+(?:\\.\\d+)?)${unit})?`).join("")}$`);
