import { type DesiredApplication, inCluster } from "../desired.ts";
import { staying } from "../objects/staying.ts";
import type { Danger } from "./danger.ts";

/**
 * Of an Application that deploys its own object, as the root of an app of apps may do. Argo CD reads where it looks from
 * that object in the cluster, and nothing else writes it.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/cluster-bootstrapping/#app-of-apps-pattern
 */
export const rootLost: Danger = {
  id: "root-lost",
  level: "stop",
  explanation:
    "The Application that deploys itself, and others, no longer does: no later change of them is taken up from git, the one that would mend this included",
  remedy: "Keep its own file among what it deploys; to move it, let the new place hold that file first",
  situation: situation => {
    const { before, after } = situation;
    return [...before.applications.values()].filter(deploysItself).flatMap(root => {
      const placed = before.objects.find(({ object }) => object === root.object);
      const now = after.applications.get(inCluster(root.cluster, root.name));
      if (placed === undefined || staying(situation).has(placed.key)) return [];
      if (now === undefined) {
        const isReplaced = [...after.applications.values()].some(
          one => one.cluster === root.cluster && deploysItself(one),
        );
        return isReplaced ? [] : [{ about: placed, what: `Application "${root.name}" goes, and nothing deploys it` }];
      }
      return now.parent === "" ? [{ about: placed, what: `Application "${root.name}" no longer deploys itself` }] : [];
    });
  },
};

function deploysItself({ name, parent }: DesiredApplication): boolean {
  return parent === name;
}
