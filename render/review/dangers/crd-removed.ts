import { groupKind } from "../../../platform/cluster-scoped.ts";
import { DEFINITION, definedKind } from "../forecast/definition.ts";
import { counted } from "../words/counted.ts";
import type { Danger } from "./danger.ts";

/** Argo CD marks no CRD as its own, so that a sync leaves one alone that is gone from git, and so does a cascade. */
export const crdRemoved: Danger = {
  id: "crd-removed",
  level: "note",
  explanation:
    "A CustomResourceDefinition leaves git and stays in the cluster, where nobody updates it any more; a cluster that is made anew does not get it",
  remedy: "Remove the objects of its kind first; then delete it by hand, for nobody else does",
  change: ({ old, fresh }, { after }) => {
    if (old === undefined || fresh !== undefined || groupKind(old.object) !== DEFINITION) return [];
    const kind = definedKind(old.object);
    const users = after.objects.filter(({ cluster, object }) => cluster === old.cluster && groupKind(object) === kind);
    const what = `definition "${old.object.metadata.name}" leaves git`;
    if (users.length === 0) return [{ what }];
    return [{ what: `${what}, and git keeps ${counted(users.length, "object")} of its kind`, level: "warn" }];
  },
};
