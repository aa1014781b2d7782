import type { Deviations } from "../../platform/deviations.ts";
import { label } from "../../platform/object-identity.ts";
import type { Comparison, Deviation, Problem } from "./compare.ts";
import { renamed } from "./renamed.ts";

/** What is written down and is not, or no longer, so. */
export function staleEntries(
  listed: Deviations,
  { upstream, ours }: Pick<Comparison, "upstream" | "ours">,
  deviations: readonly Deviation[],
): Problem[] {
  const built = new Set(ours.map(label));
  const objects = new Set(upstream.map(label));
  const texts = new Set(upstream.flatMap(textsOf));
  const occurring = new Set(deviations.map(({ object, path }) => `${object} ${path}`));
  return [
    ...Object.keys(listed.names ?? {})
      .filter(name => !texts.has(name))
      .map(name => stale({}, `below "names" is "${name}", and nothing of the upstream is called that`)),
    ...Object.keys(listed.absent)
      .filter(object => !objects.has(object))
      .map(object => stale({ object }, 'it is listed below "absent", and the upstream has no such object')),
    ...upstream
      .filter(object => Object.hasOwn(listed.absent, label(object)))
      .filter(object => built.has(label(renamed(object, listed.names ?? {}))))
      .map(object => stale({ object: label(object) }, 'it is listed below "absent", and the component has it')),
    ...Object.keys(listed.fields)
      .filter(object => !objects.has(object))
      .map(object => stale({ object }, 'it is listed below "fields", and the upstream has no such object')),
    ...Object.keys(listed.fields)
      .filter(object => objects.has(object) && Object.hasOwn(listed.absent, object))
      .map(object => stale({ object }, 'it is listed below "absent", so none of its fields is compared')),
    ...listedFields(listed)
      .filter(({ object }) => objects.has(object) && !Object.hasOwn(listed.absent, object))
      .filter(({ object, field }) => !occurring.has(`${object} ${field}`))
      .map(({ object, field }) => stale({ object, field }, "it is listed as a deviation and does not deviate")),
  ];
}

/** What is written down without saying why. */
export function emptyReasons(listed: Deviations): Problem[] {
  const absent = Object.entries(listed.absent).map(([object, reason]) => ({ object, reason }));
  return [...absent, ...listedFields(listed)]
    .filter(({ reason }) => reason.trim() === "")
    .map(({ reason: _, ...subject }) => ({
      ...subject,
      problem: "it is listed without a reason",
      remedy: "write one",
    }));
}

function listedFields({ fields }: Deviations): { object: string; field: string; reason: string }[] {
  return Object.entries(fields).flatMap(([object, reasons]) =>
    Object.entries(reasons).map(([field, reason]) => ({ object, field, reason })),
  );
}

function stale(subject: Pick<Problem, "object" | "field">, problem: string): Problem {
  return { ...subject, problem, remedy: "take the entry out, or mend its name" };
}

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
