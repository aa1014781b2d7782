import { oncePer } from "../../memory/once-per.ts";
import { isApplication } from "../../tree/applications.ts";
import { changedSettings } from "../objects/application-settings.ts";
import { changedImages } from "../objects/images.ts";
import type { Changed, Situation } from "../situation.ts";
import type { Danger } from "./danger.ts";

/** In this repository, the CRDs of component `longhorn` are deployed by an Application of their own, `longhorn-crds`. */
export const crdWithController: Danger = {
  id: "crd-with-controller",
  level: "warn",
  explanation:
    "The CRDs of a component and its controller change version together: nothing waits for the other, so the controller may meet definitions that it does not know",
  remedy: "Merge the CRDs first, see them synced and healthy, and merge the controller afterwards",
  change: (changed, situation) => {
    const [, component] = /^(.+)-crds$/.exec(changed.fresh?.object.metadata.name ?? "") ?? [];
    if (component === undefined || !pinMoves(changed)) return [];
    if (!movedComponents(situation).has(`${changed.change.cluster}/${component}`)) return [];
    return [{ what: `the CRDs of "${component}" move in one change with "${component}" itself` }];
  },
};

function pinMoves(changed: Changed): boolean {
  const settings = changedSettings(changed);
  if (settings === undefined) return false;
  const [was, is] = [settings.was, settings.is].map(({ sources }) =>
    sources.map(source => `${source.targetRevision}`).join("\n"),
  );
  return was !== is;
}

/** Components whose images change, or the revision of what they are deployed from. */
const movedComponents = oncePer(
  ({ changes }: Situation) => new Set(changes.filter(moves).map(({ change }) => `${change.cluster}/${change.unit}`)),
);

function moves(changed: Changed): boolean {
  const { old, fresh } = changed;
  if (old === undefined || fresh === undefined) return false;
  return isApplication(fresh.object) ? pinMoves(changed) : changedImages(old.object, fresh.object).length > 0;
}
