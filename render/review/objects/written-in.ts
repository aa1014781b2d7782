import { oncePer } from "../../memory/once-per.ts";
import type { Desired, Placed } from "../desired.ts";

/** The objects in git that are written in one version of a kind: `longhorn.io/v1beta2`, `RecurringJob`. */
export function writtenIn(desired: Desired, cluster: string, apiVersion: string, kind: string): readonly Placed[] {
  return byApiVersion(desired).get(keyOf(cluster, apiVersion, kind)) ?? [];
}

const byApiVersion = oncePer((desired: Desired) =>
  Map.groupBy(desired.objects, ({ cluster, object }) => keyOf(cluster, object.apiVersion, object.kind)),
);

function keyOf(...words: string[]): string {
  return words.join("\n");
}
