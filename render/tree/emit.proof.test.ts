import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { proof } from "../testing/proof.ts";
import { longStrings, randomTree, SEEDS, trickyStrings } from "../testing/tricky-strings.ts";
import { emit } from "./emit.ts";
import { type KubernetesReader, kubernetesReader, readBack } from "./oracle/kubernetes-reader.ts";

const reader = kubernetesReader();
const missing = reader === undefined ? "neither kubectl nor go is on PATH, install one of them" : undefined;

proof("emit(), read back as Kubernetes reads", missing, () => {
  test.each(SEEDS)("keeps 10,000 tricky strings as values, list items and keys (seed %i)", seed => {
    expect(wrongStrings(trickyStrings(seed, 10_000))).toEqual({ values: [], items: [], keys: [] });
  });

  test.each(SEEDS)("keeps 200 long strings as values, list items and keys (seed %i)", seed => {
    expect(wrongStrings(longStrings(seed, 200))).toEqual({ values: [], items: [], keys: [] });
  });

  test.each(SEEDS)("keeps 100 random trees (seed %i)", seed => {
    const trees = Array.from({ length: 100 }, (_, index) => randomTree(seed + index, 6));
    const back = readSpec({ trees }) as { trees: unknown[] };
    expect(trees.filter((tree, index) => !isDeepStrictEqual(back.trees[index], tree))).toEqual([]);
  });

  test("keeps 1,000 levels of maps and lists", () => {
    const spec = { deep: nest(1000) };
    expect(isDeepStrictEqual(readSpec(spec), spec)).toBe(true);
  });

  test("keeps a block and a blank end wherever it stands last", () => {
    for (const text of ["a\nb", "a\nb\n", "a\nb\n\n", "a\n\n\n"]) {
      expect(readSpec({ last: text })).toEqual({ last: text });
      expect(readSpec({ last: [{ a: text }, [text]] })).toEqual({ last: [{ a: text }, [text]] });
    }
  });
});

const STRINGS_PER_DOCUMENT = 1000;

/** The strings that came back changed, by the place they stood in. */
function wrongStrings(strings: readonly string[]): { values: string[]; items: string[]; keys: string[] } {
  const wrong = { values: [] as string[], items: [] as string[], keys: [] as string[] };
  for (let start = 0; start < strings.length; start += STRINGS_PER_DOCUMENT) {
    const chunk = strings.slice(start, start + STRINGS_PER_DOCUMENT);
    const back = readSpec({
      values: Object.fromEntries(chunk.map((text, index) => [`s${index}`, text])),
      items: chunk.map(text => [[text], { text }]),
      keys: Object.fromEntries(chunk.map((text, index) => [text, shapes(index)])),
    }) as { values: Record<string, string>; items: unknown[]; keys: Record<string, unknown> };

    wrong.values.push(...chunk.filter((text, index) => back.values[`s${index}`] !== text));
    wrong.items.push(...chunk.filter((text, index) => !isDeepStrictEqual(back.items[index], [[text], { text }])));
    wrong.keys.push(
      ...chunk.filter(
        (text, index) => !Object.hasOwn(back.keys, text) || !isDeepStrictEqual(back.keys[text], shapes(index)),
      ),
    );
    expect(Object.keys(back.keys).length).toBe(chunk.length);
  }
  return wrong;
}

/** What a key may have below it: each form follows the colon in another way. */
function shapes(index: number): unknown {
  return [index, { a: index }, [index, [index]], `a\n${index}\n`, {}, null][index % 6];
}

function nest(levels: number): unknown {
  let value: unknown = "bottom";
  for (let level = 0; level < levels; level++) value = level % 3 === 0 ? [value] : { a: value };
  return value;
}

/** `spec` as Kubernetes reads it from its YAML; the kind is one that no client knows, so that any content may stand in it. */
function readSpec(spec: unknown): unknown {
  const object = { apiVersion: "lab.test/v1", kind: "Strings", metadata: { name: "strings" }, spec };
  return (readBack(reader as KubernetesReader, emit(object)) as { spec: unknown }).spec;
}
