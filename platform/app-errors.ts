import { Size } from "cdk8s";
import { closest } from "fastest-levenshtein";
import type { AppDefinition } from "./app.ts";
import { APP_TOOLS } from "./app-tool.ts";

/** A field of an app that says nothing the lab can do. Node runs TypeScript without looking at its types. */
export interface AppError {
  readonly field: string;
  readonly problem: string;
  readonly remedy: string;
}

/** What a field must hold, and how to write it. */
interface Law {
  readonly holds: (value: unknown) => boolean;
  readonly remedy: string;
}

const isName = (value: unknown) => typeof value === "string" && /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(value);
const isPort = (value: unknown) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 65_535;
const listOf = (holds: (value: unknown) => boolean) => (value: unknown) => Array.isArray(value) && value.every(holds);
const isFunction = (value: unknown) => typeof value === "function";

/** Groups and kinds by which an app could give itself rights, or hide values from review. */
const FORBIDDEN = ["*", "rbac.authorization.k8s.io", "argoproj.io", "Secret"];

function isHarmlessKind(value: unknown): boolean {
  if (!isRecord(value) || typeof value.group !== "string" || typeof value.kind !== "string") return false;
  return !FORBIDDEN.includes(value.group) && !FORBIDDEN.includes(value.kind);
}

const LAWS: Readonly<Record<string, Law>> = {
  name: { holds: value => typeof value === "string", remedy: 'write a text such as "erp"' },
  environments: {
    holds: value => listOf(isName)(value) && (value as unknown[]).length > 0,
    remedy: 'write a list such as ["prod"]',
  },
  image: {
    holds: value => typeof value === "string" && value !== "",
    remedy: 'write a reference such as "erp:1.0.0"',
  },
  database: { holds: value => value === true, remedy: "write true, or leave it out" },
  secrets: { holds: listOf(isName), remedy: 'write a list of names such as ["smtp"]' },
  volumes: {
    holds: value =>
      isRecord(value) && Object.entries(value).every(([name, size]) => isName(name) && size instanceof Size),
    remedy: "write names and sizes such as { documents: Size.gibibytes(5) }",
  },
  publicNames: {
    holds: listOf(value => value === "@" || isName(value)),
    remedy: 'write a list of labels such as ["@", "www"]',
  },
  internetPorts: { holds: listOf(isPort), remedy: "write a list of ports from 1 to 65535, such as [587]" },
  tools: {
    holds: listOf(value => APP_TOOLS.some(tool => tool === value)),
    remedy: `write a list of ${APP_TOOLS.map(tool => `"${tool}"`).join(", ")}`,
  },
  resources: { holds: isFunction, remedy: "write a function of a chart and an instance" },
  chart: { holds: value => value === true, remedy: "write true, or leave it out" },
  kinds: {
    holds: listOf(isHarmlessKind),
    remedy: 'write a list such as [{ group: "batch", kind: "Job" }], without patterns and nothing that grants rights,',
  },
};

/** Fields that are unknown, hold what they cannot, or are missing; all at once. */
export function appErrors(app: AppDefinition): AppError[] {
  return [
    ...Object.entries(app).flatMap(([field, value]) => fieldErrors(field, value)),
    ...missing(app),
    ...taken(app),
  ];
}

function fieldErrors(field: string, value: unknown): AppError[] {
  const law = LAWS[field];
  if (law === undefined) {
    return [{ field, problem: "an app has no such field", remedy: `write "${closest(field, Object.keys(LAWS))}"` }];
  }
  return value === undefined || law.holds(value)
    ? []
    : [{ field, problem: `${shown(value)} cannot be used`, remedy: law.remedy }];
}

function missing(app: AppDefinition): AppError[] {
  const required = "chart" in app ? ["name", "environments"] : ["name", "environments", "image", "resources"];
  return required
    .filter(field => !(field in app))
    .map(field => ({ field, problem: "it is missing", remedy: LAWS[field]?.remedy ?? "" }));
}

/** The Secret with the database's credentials has this name already. */
function taken({ database, secrets }: AppDefinition): AppError[] {
  if (!database || !Array.isArray(secrets) || !secrets.includes("database")) return [];
  return [
    { field: "secrets", problem: '"database" is the name that database: true takes', remedy: "write another name" },
  ];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
  return typeof value === "function" ? "a function" : JSON.stringify(value);
}
