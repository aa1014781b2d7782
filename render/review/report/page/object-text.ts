import { stringify } from "yaml";
import type { KubeObject } from "../../../../platform/kube-object.ts";
import { harmless } from "../../../terminal/harmless.ts";
import { emit } from "../../../tree/emit.ts";
import { isSecret, maskSecret } from "../../../tree/mask-secret.ts";

/** An object as YAML, harmless to look at, and without the values of a Secret. */
export function objectText(object: KubeObject): string {
  return written(isSecret(object) ? maskSecret(object) : object)
    .split("\n")
    .map(harmless)
    .join("\n");
}

/** Our emitter refuses what JSON cannot hold, such as integers above 2^53; what was read from YAML can be written so. */
function written(object: KubeObject): string {
  try {
    return emit(object);
  } catch {
    return stringify(object);
  }
}
