import { containersOf } from "../../../../platform/pod-template.ts";
import { workloadsOf } from "../../../checks/lab/objects-by-kind.ts";
import { serviceThing, unitThing } from "../things.ts";
import type { Cause } from "./reliance.ts";

/** Images that lie in Gitea's registry. Nodes share those that any of them has. */
export const images: Cause = lab => {
  const registry = `${lab.cluster.gitea.host}/`;
  const units = new Set(
    workloadsOf(lab)
      .filter(({ template }) =>
        containersOf(template.spec).some(({ container }) => container.image?.startsWith(registry)),
      )
      .map(({ unit }) => unit.name),
  );
  return [...units].map(name => ({
    who: unitThing(name),
    on: serviceThing("Gitea"),
    effect: "limited",
    reason: "its image is in Gitea's registry: it starts only with a copy that a node of the cluster has",
  }));
};
