import { beforeAll, describe, expect, test } from "vitest";
import { type Change, hasEffect } from "../tree/change.ts";
import type { Revision } from "./read/revision.ts";
import { situationOf } from "./situation-of.ts";
import { type Chance, chance } from "./testing/mutation/chance.ts";
import { CONTENT_MUTATORS, mutationOf } from "./testing/mutation/content-mutators.ts";
import { FILE_MUTATORS } from "./testing/mutation/file-mutators.ts";
import type { Expected, Mutation } from "./testing/mutation/mutation.ts";
import { type RealTree, realTree } from "./testing/mutation/real-tree.ts";
import { WRITING_MUTATORS } from "./testing/mutation/writing-mutators.ts";
import { sampleRevision } from "./testing/sample-revision.ts";

/**
 * Single edits of the committed tree, each read and compared as a review does. What is expected comes from the mutator,
 * which knows what it did; nothing of the code under test is asked. The real API server judges the same mutators in
 * `render/bed/tests/changes.lab.test.ts`.
 */
const SEED = 20_260_101;
const EACH = 70;

type Mutator = (tree: RealTree, chance: Chance) => Mutation;

const MUTATORS: readonly (readonly [string, Mutator])[] = [
  ...Object.entries(CONTENT_MUTATORS).map(
    ([name, mutate]) => [name, (tree: RealTree, chance: Chance) => mutationOf(mutate(tree, chance))] as const,
  ),
  ...Object.entries<Mutator>(WRITING_MUTATORS),
  ...Object.entries(FILE_MUTATORS),
];

describe(`situationOf() sees each of ${EACH} edits that`, { timeout: 120_000 }, () => {
  let tree: RealTree;
  let base: Revision;

  beforeAll(() => {
    tree = realTree("arcodange");
    base = sampleRevision(Object.fromEntries(tree.files));
  });

  test.each(MUTATORS.map(([name, mutate], index) => [name, mutate, index] as const))("%s", (_, mutate, index) => {
    const choices = chance(SEED + index);
    for (let round = 0; round < EACH; round++) {
      const mutation = mutate(tree, choices);
      const seen = situationOf(base, edited(base, mutation)).situation.changes.map(({ change }) => change);
      expect(inOrder(seen.map(plain)), `round ${round}: ${description(mutation)}`).toEqual(
        inOrder(mutation.expected.map(known)),
      );
      for (const { now } of mutation.expected) if (now !== undefined) expect(seen[0]?.fields[0]?.after).toEqual(now);
    }
  });

  test("and there are more than 3000 of them", () => {
    expect(MUTATORS.length * EACH).toBeGreaterThan(3000);
  });
});

function edited(base: Revision, { files }: Mutation): Revision {
  const written = [...files].flatMap(([path, text]) => (text === null ? [] : [[path, text] as const]));
  const all = new Map([...base.files, ...sampleRevision(Object.fromEntries(written)).files]);
  for (const [path, text] of files) if (text === null) all.delete(path);
  return { ...base, files: all };
}

function plain(change: Change): Expected {
  const { verb, path, from, object, fields, reordered = [] } = change;
  const paths = (isQuiet: boolean) =>
    fields
      .filter(({ effect }) => (effect === "none") === isQuiet)
      .map(({ path }) => path)
      .sort();
  return {
    verb,
    path,
    ...(from !== undefined && { from }),
    ...(object !== undefined && { object: `${object.kind}/${object.name}` }),
    fields: paths(false),
    quiet: paths(true),
    reordered,
    hasEffect: hasEffect(change),
  };
}

function known({ now: _, ...expected }: Expected): Expected {
  return expected;
}

function inOrder(changes: readonly Expected[]): Expected[] {
  return [...changes].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function description({ files }: Mutation): string {
  return [...files].map(([path, text]) => `${path}: ${text ?? "gone"}`).join("\n");
}
