import { groupKind } from "../../../platform/cluster-scoped.ts";
import { isApplication } from "../../tree/applications.ts";
import { type DeclaredApplication, declaredApplication } from "./declared-application.ts";
import { type DeclaredSet, declaredSet } from "./declared-set.ts";
import type { Revision } from "./revision.ts";

/** What steers Argo CD in one revision. */
export interface Declared {
  readonly applications: readonly DeclaredApplication[];
  readonly sets: readonly DeclaredSet[];
}

/** Every Application that any file declares, and every ApplicationSet, by path. */
export function declaredIn(revision: Revision): Declared {
  const applications: DeclaredApplication[] = [];
  const sets: DeclaredSet[] = [];
  for (const [path, { manifest }] of revision.files) {
    for (const object of manifest?.objects ?? []) {
      if (isApplication(object)) applications.push(declaredApplication(path, object));
      else if (groupKind(object) === "argoproj.io/ApplicationSet") sets.push(declaredSet(path, object));
    }
  }
  return { applications, sets };
}
