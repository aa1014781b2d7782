/**
 * Whether it is a schedule that a CronJob takes: five fields, or `@daily` and its like. Libraries for cron know more than
 * Kubernetes does (seconds, `L`, Sunday as 7), and would let it pass.
 *
 * @see https://github.com/robfig/cron/blob/v3/parser.go
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/apis/batch/validation/validation.go `validateScheduleFormat`
 */
export function isSchedule(text: string): boolean {
  if (text.startsWith("@")) return DESCRIPTORS.has(text) || /^@every (\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/.test(text);
  const fields = text.trim().split(/\s+/);
  return fields.length === FIELDS.length && FIELDS.every((field, index) => isField(fields[index] ?? "", field));
}

const DESCRIPTORS: ReadonlySet<string> = new Set([
  "@yearly",
  "@annually",
  "@monthly",
  "@weekly",
  "@daily",
  "@midnight",
  "@hourly",
]);

interface Field {
  readonly least: number;
  readonly most: number;
  /** For `least` and those after it. */
  readonly names?: readonly string[];
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** Minute, hour, day of the month, month, day of the week. */
const FIELDS: readonly Field[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  { least: 1, most: 12, names: MONTHS },
  { least: 0, most: 6, names: DAYS },
];

/** Ranges between commas: `*`, `5`, `1-5`, each with a step after a slash. */
function isField(text: string, field: Field): boolean {
  return text.split(",").every(range => {
    const [, bounds = "", step] = /^([^/]+)(?:\/(\d+))?$/.exec(range) ?? [];
    if (bounds === "" || step === "0") return false;
    if (bounds === "*" || bounds === "?") return true;
    const [first, last, ...more] = bounds.split("-").map(bound => numberOf(bound, field));
    if (more.length > 0 || first === undefined || Number.isNaN(first) || Number.isNaN(last ?? 0)) return false;
    return first >= field.least && (last ?? first) <= field.most && first <= (last ?? first);
  });
}

function numberOf(text: string, { least, names = [] }: Field): number {
  if (/^\d+$/.test(text)) return Number(text);
  const index = names.indexOf(text.toLowerCase());
  return index === -1 ? Number.NaN : least + index;
}
