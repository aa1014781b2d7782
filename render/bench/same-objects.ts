import { isDeepStrictEqual } from "node:util";
import type { KubeObject } from "../../platform/kube-object.ts";
import { identity } from "../../platform/object-identity.ts";
import { readTree } from "../tree/read.ts";
import { readObjects } from "../tree/read-objects.ts";

/**
 * Makes sure that two folders hold the same objects of apps, whatever files they stand in: a comparison of speed is
 * worth nothing otherwise. Applications and projects, which only one of them has, are left out.
 *
 * @throws {Error} with the first object that differs
 */
export function assertSameObjects(one: string, other: string): void {
  const [first, second] = [objectsBelow(one), objectsBelow(other)];
  if (first.size !== second.size)
    throw new Error(`Cannot compare ${one} with ${other}: ${first.size} and ${second.size} objects`);
  for (const [id, object] of first) {
    if (!isDeepStrictEqual(object, second.get(id))) {
      throw new Error(`Cannot compare ${one} with ${other}: ${id} is not the same in both`);
    }
  }
}

function objectsBelow(folder: string): Map<string, KubeObject> {
  const objects = [...readTree(folder)]
    .filter(([path]) => /(^|\/)app-\d+/.test(path) || /app-\d+/.test(path.split("/").at(-2) ?? ""))
    .flatMap(([, text]) => {
      const reading = readObjects(text);
      return "objects" in reading ? reading.objects.map(normal) : [];
    });
  return new Map(objects.map(object => [identity(object), object]));
}

/** Without the namespace that cdk8s puts even on objects that belong to none. */
function normal(object: KubeObject): KubeObject {
  if (object.kind !== "Namespace") return object;
  const { namespace: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}
