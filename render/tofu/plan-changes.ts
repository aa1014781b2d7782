import { differences, type FieldChange } from "../tree/field-changes.ts";
import { Curtain, type Marks, shown } from "./curtain.ts";
import { STACK_VERBS, type StackChange, type StackVerb } from "./stack-change.ts";

/**
 * A plan as `tofu show -json` prints it, as far as it is read here.
 *
 * @see https://opentofu.org/docs/internals/json-format/#plan-representation
 */
export interface Plan {
  readonly resource_changes?: readonly ResourceChange[];
  readonly output_changes?: Readonly<Record<string, ValueChange>>;
}

interface ResourceChange {
  readonly address: string;
  readonly previous_address?: string;
  readonly mode: string;
  readonly type: string;
  readonly index?: string | number;
  readonly deposed?: string;
  readonly action_reason?: string;
  readonly change: ValueChange;
}

interface ValueChange {
  readonly actions: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  /** Of the same shape, with `true` where a value is known only later, or must not be shown. */
  readonly after_unknown?: unknown;
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
  readonly replace_paths?: readonly (readonly (string | number)[])[];
  readonly importing?: object | null;
}

/** What a plan changes, the gravest first. */
export function planChanges({ resource_changes = [], output_changes = {} }: Plan): StackChange[] {
  const curtain = new Curtain();
  for (const change of [...resource_changes.map(resource => resource.change), ...Object.values(output_changes)]) {
    for (const side of [change.before, change.after]) curtain.learn(side, marksOf(change));
  }
  const managed = resource_changes.filter(({ mode }) => mode === "managed");
  const resources = managed.flatMap(resource => resourceChange(resource, curtain));
  const outputs = Object.entries(output_changes).flatMap(([name, change]) => outputChange(name, change, curtain));
  const weight = ({ verb }: StackChange) => STACK_VERBS.indexOf(verb);
  return [...resources, ...outputs].sort((a, b) => weight(a) - weight(b));
}

function resourceChange(resource: ResourceChange, curtain: Curtain): StackChange[] {
  const { address, previous_address: from, type, change } = resource;
  const verb = verbOf(change, from);
  if (verb === undefined) return [];
  const instance = instanceOf(resource);
  const why = reasonOf(resource);
  return [
    {
      verb,
      address,
      ...(from !== undefined && { from }),
      type,
      ...(instance !== undefined && { instance }),
      fields: fieldsOf(verb, change, curtain),
      ...(why !== undefined && { why }),
    },
  ];
}

function outputChange(name: string, change: ValueChange, curtain: Curtain): StackChange[] {
  const verb = verbOf(change);
  if (verb === undefined) return [];
  return [{ verb, address: `output.${name}`, type: "output", fields: fieldsOf(verb, change, curtain) }];
}

function verbOf({ actions, importing }: ValueChange, from?: string): StackVerb | undefined {
  const [first, second] = actions;
  if (second !== undefined) return "replace";
  if (first === "delete") return "destroy";
  if (first === "forget") return "orphan";
  if (from !== undefined) return "move";
  if (importing) return "import";
  return first === "create" || first === "update" ? first : undefined;
}

/** The innermost key, of the resource or of a module around it. */
function instanceOf({ address, index }: ResourceChange): string | undefined {
  if (index !== undefined) return String(index);
  const keys = [...address.matchAll(/\["((?:[^"\\]|\\.)*)"\]/g)];
  return keys.at(-1)?.[1];
}

/** https://opentofu.org/docs/internals/json-format/#change-representation */
const REASONS: Readonly<Record<string, string>> = {
  replace_because_tainted: "it was left half made",
  replace_because_cannot_update: "it cannot be changed in place",
  replace_by_triggers: "something that it depends on is replaced",
  delete_because_no_resource_config: "the stack no longer has it",
  delete_because_each_key: "its key is gone",
  delete_because_count_index: "there are fewer of it",
  delete_because_no_module: "its module is gone",
};

function reasonOf({ action_reason, deposed, change }: ResourceChange): string | undefined {
  if (deposed !== undefined) return "what an earlier replacement left behind";
  const reason = REASONS[action_reason ?? ""];
  const fixed = (change.replace_paths ?? []).map(path => path.join("."));
  return reason !== undefined && fixed.length > 0 ? `${reason}: ${fixed.join(", ")}` : reason;
}

function fieldsOf(verb: StackVerb, change: ValueChange, curtain: Curtain): FieldChange[] {
  if (!["update", "replace", "move", "import"].includes(verb)) return [];
  const before = curtain.draw(change.before, marksOf(change));
  const after = curtain.draw(withUnknown(change.after, change.after_unknown), marksOf(change));
  return differences(withoutNull(before), withoutNull(after)).fields.map(field => shown(field) as FieldChange);
}

/** What is sensitive on one side is hidden on both. */
function marksOf({ before_sensitive, after_sensitive }: ValueChange): Marks {
  return [before_sensitive, after_sensitive];
}

/** The value after a change, with a word for what only the change will tell. */
function withUnknown(value: unknown, marks: unknown): unknown {
  if (marks === true) return "(known after apply)";
  if (Array.isArray(marks)) {
    const list = Array.isArray(value) ? value : [];
    return Array.from({ length: Math.max(marks.length, list.length) }, (_, at) => withUnknown(list[at], marks[at]));
  }
  if (!isMapping(marks)) return value;
  const mapping = isMapping(value) ? value : {};
  const keys = new Set([...Object.keys(mapping), ...Object.keys(marks)]);
  return Object.fromEntries([...keys].map(key => [key, withUnknown(mapping[key], marks[key])]));
}

/** A provider writes null for what is not set, and so do we not write it at all. */
function withoutNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNull);
  if (!isMapping(value)) return value;
  const set = Object.entries(value).filter(([, item]) => item !== null && item !== undefined);
  return Object.fromEntries(set.map(([key, item]) => [key, withoutNull(item)]));
}

type Mapping = Readonly<Record<string, unknown>>;

function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
