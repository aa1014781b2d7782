import type { KubeObject } from "../../../platform/kube-object.ts";
import { fieldsOf, mappingsOf } from "../objects/fields.ts";
import { matchesPattern } from "./go-pattern.ts";
import { fieldsIgnored, type IgnoredFields } from "./settings.ts";

/**
 * The object without the fields in which Argo CD does not look for differences: `status`, and what `ignoreDifferences`
 * names. Of jq only paths are understood, with `[]`, positions and `select(.name == "x")`: another expression ignores
 * nothing here, so a change may be told that Argo CD does not act upon, never the other way round. Fields by their
 * manager are not known from git.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/util/argo/normalizers/diff_normalizer.go
 */
export function withoutIgnored(object: KubeObject, namespace: string, rules: readonly IgnoredFields[]): unknown {
  const paths = [[key("status")], ...rules.filter(rule => isMeant(rule, object, namespace)).flatMap(pathsOf)];
  return paths.reduce<unknown>((rest, path) => without(rest, path), object);
}

/** What an Application says itself, and then what Argo CD's settings say. */
export function ignoreRules(application: KubeObject, settings: readonly IgnoredFields[]): IgnoredFields[] {
  return [...mappingsOf(fieldsOf(application.spec).ignoreDifferences).map(fieldsIgnored), ...settings];
}

function isMeant(rule: IgnoredFields, { apiVersion, kind, metadata }: KubeObject, namespace: string): boolean {
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  return (
    matchesPattern(rule.group, group, { braces: true }) &&
    matchesPattern(rule.kind, kind, { braces: true }) &&
    (rule.namespace === "" || rule.namespace === namespace) &&
    (rule.name === "" || rule.name === metadata.name)
  );
}

/** One segment of a path: what it picks from a value. */
type Segment = (value: unknown, name: string) => boolean;

function pathsOf({ pointers, expressions }: IgnoredFields): Segment[][] {
  return [...pointers.flatMap(pointer => pathOfPointer(pointer) ?? []), ...expressions.flatMap(e => pathOfJq(e) ?? [])];
}

/** https://www.rfc-editor.org/rfc/rfc6901 */
function pathOfPointer(pointer: string): [Segment[]] | undefined {
  if (!pointer.startsWith("/")) return undefined;
  const names = pointer.slice(1).split("/");
  return [names.map(name => key(name.replaceAll("~1", "/").replaceAll("~0", "~")))];
}

const JQ =
  /\s*\|?\s*(?:\.?\["((?:[^"\\]|\\.)*)"\]|\."((?:[^"\\]|\\.)*)"|\.([A-Za-z_]\w*)|\.?\[(\d*)\]|select\(\.([A-Za-z_]\w*)\s*==\s*"([^"]*)"\))\??/y;

function pathOfJq(expression: string): [Segment[]] | undefined {
  const path: Segment[] = [];
  JQ.lastIndex = 0;
  while (JQ.lastIndex < expression.trimEnd().length) {
    const match = JQ.exec(expression);
    if (match === null) return undefined;
    const [, bracketed, quoted, plain, position, field, value] = match;
    const name = bracketed ?? quoted ?? plain;
    const last = path.at(-1);
    if (name !== undefined) path.push(key(name.replace(/\\(.)/g, "$1")));
    else if (position !== undefined) path.push(position === "" ? any : key(position));
    else if (last !== undefined && field !== undefined) {
      path[path.length - 1] = (inner, at) => last(inner, at) && fieldsOf(inner)[field] === value;
    } else return undefined;
  }
  return path.length === 0 ? undefined : [path];
}

function key(name: string): Segment {
  return (_, at) => at === name;
}

function any(): boolean {
  return true;
}

/** A copy without what the path leads to; the value itself where it leads nowhere. */
function without(value: unknown, [segment, ...rest]: readonly Segment[]): unknown {
  if (segment === undefined || typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  if (!entries.some(([at, inner]) => segment(inner, at))) return value;
  const left = entries.flatMap(([at, inner]): [string, unknown][] => {
    if (!segment(inner, at)) return [[at, inner]];
    return rest.length === 0 ? [] : [[at, without(inner, rest)]];
  });
  return Array.isArray(value) ? left.map(([, inner]) => inner) : Object.fromEntries(left);
}
