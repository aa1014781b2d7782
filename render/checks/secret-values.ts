import type { Finding } from "../../clusters/finding.ts";
import { objectFinding } from "./findings/object-finding.ts";
import type { Rule } from "./rule.ts";
import { acquit } from "./secrets/innocent.ts";
import { type Suspect, suspects } from "./secrets/patterns.ts";
import { lint } from "./secrets/secretlint.ts";
import { type Scalar, textOfObjects } from "./secrets/text-of-objects.ts";

/**
 * Nothing that looks like a secret stands in any text of any object: what was pushed once is known for ever. secretlint
 * knows the tokens of many services, and patterns of our own what it misses.
 *
 * A finding shows four characters of the secret at most, since findings end up in logs.
 */
export const secretValues: Rule = {
  name: "secret-values",
  async check(lab) {
    const { text, scalars, at } = textOfObjects(lab);
    const found = new Map<Scalar, Suspect>();
    for (const suspect of [...suspects(text), ...(await lint(text))]) {
      const scalar = at(suspect.start);
      if (!found.has(scalar)) found.set(scalar, suspect);
    }
    for (const scalar of scalars) if (!found.has(scalar)) acquit(scalar);
    return [...found].map(([scalar, suspect]) => exposed(scalar, suspect, text));
  },
};

function exposed({ unit, object, value, key }: Scalar, { start, end, what }: Suspect, text: string): Finding {
  return objectFinding(secretValues.name, unit, object, {
    field: pathOf(object, value) ?? key,
    problem: `"${opening(text.slice(start, end))}…" looks like ${what}`,
    remedy: "put it into Vault and refer to it, change it where it is in use, and remove it",
  });
}

/** Four characters, and fewer of a short one. */
function opening(secret: string): string {
  return secret.slice(0, Math.min(4, Math.floor(secret.length / 3)));
}

/** Path of the first field with this value: `spec.template.spec.containers[erp].env[TOKEN].value`. */
function pathOf(node: unknown, value: string, path = ""): string | undefined {
  if (node === value) return path;
  if (typeof node !== "object" || node === null) return undefined;
  for (const [key, child] of Object.entries(node)) {
    const step = Array.isArray(node) ? `[${child?.name ?? key}]` : path === "" ? key : `.${key}`;
    const found = pathOf(child, value, path + step);
    if (found !== undefined) return found;
  }
  return undefined;
}
