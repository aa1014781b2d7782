import { isSchedule } from "./cron.ts";
import { isTimeZone } from "./time-zone.ts";

/**
 * Formats that Kubernetes checks, and those that say nothing; it ignores every other one, and here such a schema is a
 * fault, so that none is ignored unseen. Those with "x-" are of `laws.ts`.
 *
 * @see https://github.com/kubernetes/kube-openapi/blob/master/pkg/validation/strfmt/default.go
 */
export const FORMATS: Readonly<Record<string, Format>> = {
  int32: { title: "a whole number of 32 bits", accepts: value => between(value, -(2 ** 31), 2 ** 31 - 1) },
  int64: { title: "a whole number of 64 bits", accepts: value => between(value, -(2 ** 63), 2 ** 63) },
  float: { title: "a number", accepts: () => true },
  double: { title: "a number", accepts: () => true },
  byte: {
    title: "base64",
    accepts: value => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(String(value)),
  },
  "date-time": {
    title: 'a time such as "2026-01-31T12:00:00Z"',
    accepts: value =>
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(String(value)) &&
      !Number.isNaN(Date.parse(String(value))),
  },
  "x-schedule": {
    title: 'a schedule of five fields such as "30 3 * * 0"',
    accepts: value => typeof value !== "string" || isSchedule(value),
  },
  "x-time-zone": {
    title: 'a time zone such as "Europe/Paris"',
    accepts: value => typeof value !== "string" || isTimeZone(value),
  },
};

interface Format {
  /** With its article. */
  readonly title: string;
  readonly accepts: (value: unknown) => boolean;
}

function between(value: unknown, least: number, most: number): boolean {
  return typeof value === "number" && value >= least && value <= most;
}

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const QUANTITY = /^[+-]?(\d+\.?\d*|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

/** Whether it is an amount as Kubernetes writes them: `10Gi`, `250m`, `1e3`, 2. */
export function isQuantity(value: unknown): boolean {
  return typeof value === "number" || (typeof value === "string" && QUANTITY.test(value));
}
