import type { Chance } from "./chance.ts";
import { pickObject, toYaml } from "./content-mutators.ts";
import { type Expected, expect, type Mutation } from "./mutation.ts";
import type { RealObject, RealTree } from "./real-tree.ts";
import type { Json } from "./spots.ts";

type FileMutator = (tree: RealTree, chance: Chance) => Mutation;

/** Edits of files: they come, go, move, are joined or broken. */
export const FILE_MUTATORS: Readonly<Record<string, FileMutator>> = {
  "rename a file": (tree, chance) => {
    const { real } = pickMovable(tree, chance);
    const to = real.path.replace(/[^/]+$/, `moved-${chance.below(1000)}.${chance.pick(["yaml", "yml"])}`);
    return moved(real, to, real.text, { hasEffect: false });
  },
  "move a file to another Application": (tree, chance) => {
    const { real } = pickMovable(tree, chance);
    const to = `rendered/arcodange/${chance.pick(unitsOf(tree).filter(unit => unit !== real.unit))}/moved.yaml`;
    return moved(real, to, real.text, {});
  },
  "move a file and change it": (tree, chance) => {
    const { real, object } = pickMovable(tree, chance);
    object.metadata.annotations = { ...object.metadata.annotations, "example.net/moved": "yes" };
    const field =
      real.object.metadata.annotations === undefined
        ? "metadata.annotations"
        : 'metadata.annotations["example.net/moved"]';
    return moved(real, real.path.replace(/[^/]+$/, "moved.yaml"), toYaml(object), { fields: [field] });
  },
  "remove an object": (tree, chance) => {
    const { real } = pickMovable(tree, chance);
    return { files: new Map([[real.path, null]]), expected: [gone(real, tree)] };
  },
  "add an object": (tree, chance) => {
    const [unit, name] = [chance.pick(unitsOf(tree)), `added-${chance.below(1000)}`];
    const path = `rendered/arcodange/${unit}/configmap-${name}.yaml`;
    const text = toYaml({ apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace: unit }, data: {} });
    return {
      files: new Map([[path, text]]),
      expected: [expect({ verb: "create", path, object: `ConfigMap/${name}` })],
    };
  },
  "rename an object": (tree, chance) => {
    const { real, object } = pickMovable(tree, chance);
    object.metadata.name = `${object.metadata.name}-renamed`;
    const created = expect({ verb: "create", path: real.path, object: `${real.label}-renamed` });
    return { files: new Map([[real.path, toYaml(object)]]), expected: [gone(real, tree), created] };
  },
  "move an object to another namespace": (tree, chance) => {
    const { real, object } = pickMovable(tree, chance, ({ object }) => object.metadata.namespace !== undefined);
    object.metadata.namespace = "elsewhere";
    const created = expect({ verb: "create", path: real.path, object: real.label });
    return { files: new Map([[real.path, toYaml(object)]]), expected: [gone(real, tree), created] };
  },
  "make it another kind": (tree, chance) => {
    const { real, object } = pickMovable(tree, chance);
    object.kind = `${object.kind}Other`;
    const created = expect({ verb: "create", path: real.path, object: `${object.kind}/${object.metadata.name}` });
    return { files: new Map([[real.path, toYaml(object)]]), expected: [gone(real, tree), created] };
  },
  "join two files": (tree, chance) => {
    const { real } = pickMovable(tree, chance);
    const others = tree.objects.filter(other => other.unit === real.unit && other !== real);
    const other = chance.pick(others);
    const expected = expect({ verb: "move", from: real.path, path: other.path, object: real.label, hasEffect: false });
    const text = `${other.text}---\n${real.text}`;
    return {
      files: new Map([
        [real.path, null],
        [other.path, text],
      ]),
      expected: [expected],
    };
  },
  "break a file": (tree, chance) => {
    const { real } = pickMovable(tree, chance);
    const text = chance.pick([`${real.text}\n  broken: [`, `${real.text}---\n- 1\n`, `${real.text}\0`]);
    return { files: new Map([[real.path, text]]), expected: [expect({ verb: "update", path: real.path })] };
  },
  "take the kind of an object away": (tree, chance) => {
    const { real, object } = pickMovable(tree, chance);
    const { kind: _, ...kindless } = object;
    const text = toYaml(kindless);
    const isPassedOver = !text.includes("kind:"); // such a file is no object to Argo CD, and no mistake
    const expected = isPassedOver ? gone(real, tree) : expect({ verb: "update", path: real.path });
    return { files: new Map([[real.path, text]]), expected: [expected] };
  },
  "edit a file without objects": (tree, chance) => {
    const path = chance.pick(tree.plain);
    const text = tree.files.get(path) ?? "";
    const to = `${path}.bak`;
    return chance.pick<Mutation>([
      { files: new Map([[path, `${text} `]]), expected: [expect({ verb: "update", path })] },
      { files: new Map([[to, `new ${chance.below(1000)}`]]), expected: [expect({ verb: "create", path: to })] },
      { files: new Map([[path, null]]), expected: [expect({ verb: "prune", path })] },
      {
        files: new Map([
          [path, null],
          [to, text],
        ]),
        expected: [expect({ verb: "move", from: path, path: to })],
      },
    ]);
  },
};

/** Any object but those that steer Argo CD: what becomes of all that they deploy is another matter. */
function pickMovable(
  tree: RealTree,
  chance: Chance,
  isWanted: (real: RealObject) => boolean = () => true,
): { real: RealObject; object: Json } {
  return pickObject(
    tree,
    chance,
    real => !["Application", "AppProject"].includes(real.kind) && real.unit !== "applications" && isWanted(real),
  );
}

function unitsOf({ objects }: RealTree): string[] {
  return [...new Set(objects.map(({ unit }) => unit))].filter(unit => unit !== "applications");
}

function moved(real: RealObject, to: string, text: string, more: Partial<Expected>): Mutation {
  const expected = expect({ verb: "move", from: real.path, path: to, object: real.label, ...more });
  return {
    files: new Map([
      [real.path, null],
      [to, text],
    ]),
    expected: [expected],
  };
}

/** What leaves git is deleted, unless it says that it must stay or its Application deletes nothing. */
function gone({ path, label, object, unit }: RealObject, { objects }: RealTree): Expected {
  const options = object.metadata.annotations?.["argocd.argoproj.io/sync-options"] ?? "";
  const application = objects.find(
    ({ kind, object }) => kind === "Application" && object.spec.source?.path?.endsWith(`/${unit}`),
  );
  const stays =
    /\bPrune=(false|confirm)\b/.test(options) || application?.object.spec.syncPolicy?.automated?.prune !== true;
  return expect({ verb: stays ? "keep" : "prune", path, object: label });
}
