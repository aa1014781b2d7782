import { isDeepStrictEqual } from "node:util";
import { type Fault, quoteAll } from "../../clusters/fault.ts";
import { inQuotes } from "../checks/findings/mismatch.ts";
import { nearest } from "../checks/findings/near-names.ts";
import { FORMATS } from "./formats.ts";
import { goMatches } from "./go-pattern.ts";
import type { Limits } from "./schema.ts";

/** Everything in which a value of the right type is beyond its limits. */
export function limitFaults(value: unknown, limits: Limits): readonly Fault[] {
  const faults: Fault[] = [];
  const report: Report = (problem, remedy, field = "") => faults.push({ field, problem, remedy });
  if (limits.enum !== undefined) choice(value, limits.enum, report);
  if (limits.format !== undefined) format(value, limits.format, report);
  if (typeof value === "string") text(value, limits, report);
  else if (typeof value === "number") number(value, limits, report);
  else if (Array.isArray(value)) amount("items", value.length, limits.minItems, limits.maxItems, report);
  else if (typeof value === "object" && value !== null) fields(Object.keys(value), limits, report);
  return faults;
}

type Report = (problem: string, remedy: string, field?: string) => void;

function choice(value: unknown, choices: readonly unknown[], report: Report): void {
  if (choices.some(each => each === value || isDeepStrictEqual(each, value))) return;
  const near = nearest(String(value), choices.map(String));
  const remedy = near === undefined ? "write one of them" : `write ${inQuotes(near)}`;
  report(`${inQuotes(value)} is not one of ${quoteAll(choices.map(String))}`, remedy);
}

function format(value: unknown, name: string, report: Report): void {
  const known = FORMATS[name];
  if (known !== undefined && !known.accepts(value)) report(`${inQuotes(value)} is not ${known.title}`, "write one");
}

function text(value: string, { pattern, goPattern, minLength, maxLength }: Limits, report: Report): void {
  const expression = pattern ?? goPattern;
  if (expression !== undefined) {
    const matches = pattern === undefined ? goMatches(expression, value) : compiled(pattern).test(value);
    if (!matches) report(`${inQuotes(value)} does not match ${expression}`, "write what matches");
  }
  amount("characters", value.length, minLength, maxLength, report);
}

function number(value: number, limits: Limits, report: Report): void {
  const { minimum, maximum, multipleOf, exclusiveMinimum, exclusiveMaximum } = limits;
  if (minimum !== undefined && (exclusiveMinimum ? value <= minimum : value < minimum)) {
    const bound = exclusiveMinimum ? `more than ${minimum}` : `${minimum} or more`;
    report(`${inQuotes(value)} is not ${bound}`, `write ${bound}`);
  }
  if (maximum !== undefined && (exclusiveMaximum ? value >= maximum : value > maximum)) {
    const bound = exclusiveMaximum ? `less than ${maximum}` : `${maximum} or less`;
    report(`${inQuotes(value)} is not ${bound}`, `write ${bound}`);
  }
  if (multipleOf !== undefined && !Number.isInteger(value / multipleOf)) {
    report(`${inQuotes(value)} is no multiple of ${multipleOf}`, "write one");
  }
}

function fields(names: readonly string[], { keyPattern, ...limits }: Limits, report: Report): void {
  amount("fields", names.length, limits.minProperties, limits.maxProperties, report);
  if (keyPattern === undefined) return;
  for (const name of names) {
    if (compiled(keyPattern).test(name)) continue;
    report(`${inQuotes(name)} does not match ${keyPattern}`, "write a key that does", `[${name}]`);
  }
}

function amount(what: string, value: number, least = 0, most = Number.POSITIVE_INFINITY, report: Report): void {
  if (value >= least && value <= most) return;
  report(`it has ${value} ${what}`, `write ${value < least ? `${least} or more` : `${most} or fewer`}`);
}

const expressions = new Map<string, RegExp>();

function compiled(pattern: string): RegExp {
  const known = expressions.get(pattern) ?? new RegExp(pattern);
  expressions.set(pattern, known);
  return known;
}
