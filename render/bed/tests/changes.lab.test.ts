import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Revision } from "../../review/read/revision.ts";
import { situationOf } from "../../review/situation-of.ts";
import { type Chance, chance } from "../../review/testing/mutation/chance.ts";
import { CONTENT_MUTATORS, mutationOf } from "../../review/testing/mutation/content-mutators.ts";
import { type RealTree, realObject, realTree } from "../../review/testing/mutation/real-tree.ts";
import { WRITING_MUTATORS } from "../../review/testing/mutation/writing-mutators.ts";
import { sampleRevision } from "../../review/testing/sample-revision.ts";
import { type Change, hasEffect } from "../../tree/change.ts";
import { installDefinitions } from "../definitions.ts";
import { type ApiServer, startApiServer } from "../servers/api-server.ts";
import { type DryRun, dryRun, type Resources, resourcesOf, storedNow } from "../servers/dry-run.ts";
import { type Etcd, startEtcd } from "../servers/etcd.ts";
import { demand, kubectlWith } from "../servers/kubectl.ts";
import { FIXED_OBJECTS } from "./fixed-objects.ts";

/**
 * The edits of `render/review/mutation.test.ts`, and some of each field that Kubernetes keeps as it is, judged by the
 * real API server: the committed tree is applied, and each edit is applied over it without being kept.
 */
const SEED = 20_260_102;
const EACH = 25;

/** Edits of one object that an API server takes in one request and may accept. */
const NOT_JUDGED = ["add a field", "add an empty field", "write it in another version of its API"];
const NOT_ONE_OBJECT = ["mark the document", "wrap it in a List"];

/** Kinds of which Kubernetes fills in most, from elsewhere too: for these, only the edits of `FIXED_OBJECTS`. */
const FILLED_IN: ReadonlySet<string> = new Set(["Pod", "ReplicationController"]);

let folder: string;
let etcd: Etcd;
let server: ApiServer;
let resources: Resources;
let tree: RealTree;
let base: Revision;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bed-"));
  etcd = await startEtcd(folder);
  server = await startApiServer(folder, etcd);
  await installDefinitions(server);
  tree = withFixed(realTree("arcodange"));
  base = sampleRevision(Object.fromEntries(tree.files));
  await applyBase();
  resources = await resourcesOf(server);
});

afterAll(async () => {
  await server?.stop();
  await etcd?.stop();
  rmSync(folder, { recursive: true });
});

const content = Object.entries(CONTENT_MUTATORS)
  .filter(([name]) => !NOT_JUDGED.includes(name))
  .map(([name, mutate]) => [name, (tree: RealTree, chance: Chance) => mutationOf(mutate(tree, chance))] as const);
const writing = Object.entries(WRITING_MUTATORS).filter(([name]) => !NOT_ONE_OBJECT.includes(name));

test.each([...content, ...writing])(
  `the API server judges ${EACH} edits that %s as a review does`,
  async (name, mutate) => {
    const choices = chance(SEED);
    const picked = { ...tree, objects: tree.objects.filter(({ kind }) => !FILLED_IN.has(kind)) };
    const disagreements: unknown[] = [];
    for (let round = 0; round < EACH; round++) {
      const { files } = mutate(picked, choices);
      const [path = "", text] = [...files][0] ?? [];
      disagreements.push(...(await disagreement(path, text ?? "", name.includes("duration"))));
    }
    expect(disagreements).toEqual([]);
  },
);

test.each(
  FIXED_OBJECTS.flatMap(({ object, edits }) => edits.map(edit => [object.kind, edit.what, object, edit] as const)),
)("the API server judges as a review does, of a %s, %s", async (_, __, object, { to }) => {
  const path = pathOf(object);
  expect(await disagreement(path, JSON.stringify(to(structuredClone(object))), false)).toEqual([]);
});

/** Empty if the review says what the API server does. */
async function disagreement(path: string, text: string, isReadAlike: boolean): Promise<unknown[]> {
  const { object } = tree.objects.find(real => real.path === path) ?? {};
  const changes = situationOf(base, edited(path, text)).situation.changes.map(({ change }) => change);
  const [before, after] = [await storedNow(server, resources, object), await dryRun(server, resources, object, text)];
  const [foreseen, real] = [wordOf(changes), judge(before, after)];
  if (foreseen === real || (isReadAlike && foreseen === "same" && real === "changed")) return [];
  if (real === "invalid" && foreseen !== "same") return [];
  return [{ path, foreseen, real, text, changes, after }];
}

type Word = "same" | "changed" | "refused" | "invalid";

function wordOf(changes: readonly Change[]): Word {
  if (changes.some(({ verb }) => verb === "replace")) return "refused";
  return changes.some(hasEffect) ? "changed" : "same";
}

function judge(before: DryRun, after: DryRun): Word {
  if ("refused" in before) throw new Error(`Cannot read what was applied: ${before.refused}`);
  if ("stored" in after) return isDeepStrictEqual(before.stored, after.stored) ? "same" : "changed";
  return FROZEN.test(after.refused) ? "refused" : "invalid";
}

/** How an API server says that a field keeps its value. */
const FROZEN =
  /immutable|updates to .* (are|is) forbidden|may not (be )?change|cannot (be )?change|can't be changed|not allowed to be changed|cannot change/i;

function edited(path: string, text: string): Revision {
  return { ...base, files: new Map([...base.files, ...sampleRevision({ [path]: text }).files]) };
}

function withFixed({ files, objects, plain }: RealTree): RealTree {
  const fixed = FIXED_OBJECTS.map(({ object }) => realObject(pathOf(object), JSON.stringify(object)));
  return {
    files: new Map([...files, ...fixed.map(({ path, text }) => [path, text] as const)]),
    objects: [...objects, ...fixed],
    plain,
  };
}

function pathOf({ kind, metadata }: { readonly kind: string; readonly metadata: { readonly name: string } }): string {
  return `rendered/arcodange/erp/${kind.toLowerCase()}-${metadata.name}.yaml`;
}

/** Namespaces first, then everything, twice: the API server stores a claim anew just once. Claims are as if they were bound. */
async function applyBase(): Promise<void> {
  const list = (objects: readonly unknown[]) => JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });
  const namespaces = tree.objects.filter(({ kind }) => kind === "Namespace").map(({ object }) => object);
  const all = tree.objects.map(({ object }) => object);
  for (const objects of [namespaces, all, all]) {
    const words = ["apply", "--server-side", "--force-conflicts", "--field-manager=argocd-controller", "--filename=-"];
    const { status, stderr } = await kubectlWith(list(objects), server, ...words);
    if (status !== 0) throw new Error(`Cannot apply the tree: ${stderr}`);
  }
  for (const { kind, object } of tree.objects) {
    if (kind !== "PersistentVolumeClaim") continue;
    const { name, namespace } = object.metadata;
    const status = { phase: "Bound", capacity: object.spec.resources.requests };
    const where = [`--namespace=${namespace}`, "--subresource=status", "--type=merge"];
    await demand(server, "patch", "persistentvolumeclaim", name, ...where, `--patch=${JSON.stringify({ status })}`);
  }
}
