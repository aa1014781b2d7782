import { stringify } from "yaml";
import type { Chance } from "./chance.ts";
import { pickObject, toYaml } from "./content-mutators.ts";
import { expect, type Mutation } from "./mutation.ts";
import type { RealTree } from "./real-tree.ts";
import type { Json } from "./spots.ts";

/** Other ways to write the same: none of them changes anything. */
export function writingMutator(write: (object: Json, text: string, chance: Chance) => string | undefined) {
  return (tree: RealTree, chance: Chance): Mutation => {
    for (;;) {
      const { real, object } = pickObject(tree, chance);
      const text = write(object, real.text, chance);
      if (text === undefined || text === real.text) continue;
      const expected = expect({ verb: "update", path: real.path, object: real.label, hasEffect: false });
      return { files: new Map([[real.path, text]]), expected: [expected] };
    }
  };
}

const styled = (options: object) => (object: Json) =>
  stringify(object, { version: "1.1", aliasDuplicateObjects: false, ...options });

export const WRITING_MUTATORS = {
  "add a comment": writingMutator((_, text, chance) =>
    chance.pick([
      `# why\n${text}`,
      text.replace("\n", " # why\n"),
      `${text}# the end\n`,
      text.replace("\nmetadata:", "\n  # inside\nmetadata:"),
    ]),
  ),
  "change white space": writingMutator((object, text, chance) =>
    chance.pick([
      `\n\n${text}`,
      `${text}\n\n`,
      text.replace(/^(apiVersion|kind): /gm, "$1:   "),
      styled({ indent: 4 })(object),
      styled({ indentSeq: false })(object),
    ]),
  ),
  "write keys in another order": writingMutator(object => toYaml(turned(object))),
  "quote in another way": writingMutator((object, _, chance) =>
    styled(
      chance.pick<object>([
        { defaultStringType: "QUOTE_SINGLE" },
        { defaultStringType: "QUOTE_DOUBLE" },
        { defaultKeyType: "QUOTE_DOUBLE" },
      ]),
    )(object),
  ),
  "fold lines": writingMutator((object, _, chance) =>
    styled(chance.pick<object>([{ lineWidth: 40 }, { blockQuote: "folded" }, { blockQuote: false }]))(object),
  ),
  "write in flow style": writingMutator(object => styled({ collectionStyle: "flow" })(object)),
  "write as JSON": writingMutator((object, _, chance) =>
    chance.pick([JSON.stringify(object), JSON.stringify(object, null, 2)]),
  ),
  "use anchors": writingMutator(object => {
    const text = stringify(shared(object), { version: "1.1" });
    return text.includes("*a1") ? text : undefined;
  }),
  "end lines as Windows does": writingMutator((object, text) =>
    /[|>]/.test(text) ? undefined : toYaml(object).replaceAll("\n", "\r\n"),
  ),
  "mark the document": writingMutator((_, text, chance) =>
    chance.pick([
      `---\n${text}`,
      `${text}...\n`,
      `--- # one\n${text}---\n# nothing\n`,
      `\uFEFF${text}`,
      `%YAML 1.1\n---\n${text}`,
    ]),
  ),
  "wrap it in a List": writingMutator(object => toYaml({ apiVersion: "v1", kind: "List", items: [object] })),
};

/** With keys in the opposite order, at every depth. */
function turned(value: Json): Json {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turned(inner)]),
  );
}

/** Equal mappings become one, which is then written once. */
function shared(value: Json, known = new Map<string, Json>()): Json {
  if (typeof value !== "object" || value === null) return value;
  const text = JSON.stringify(value);
  const found = known.get(text);
  if (found !== undefined) return found;
  const copy = Array.isArray(value)
    ? value.map(inner => shared(inner, known))
    : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shared(inner, known)]));
  known.set(text, copy);
  return copy;
}
