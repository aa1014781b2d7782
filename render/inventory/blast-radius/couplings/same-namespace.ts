import { placementsOf } from "../../capacity/placement.ts";
import { unitThing } from "../things.ts";
import { type Coupling, sharedBy } from "./coupling.ts";

export const sameNamespace: Coupling = {
  name: "same-namespace",
  title: "The same namespace",
  explanation:
    "A pod may mount any Secret and any volume of its namespace, and use any of its accounts: whoever can write one " +
    "pod there can read what is of the others.",
  remedy:
    "An app has a namespace of its own for each environment; tools share one, so look at their Secrets in the review.",
  find: lab => {
    const spaces = Map.groupBy(placementsOf(lab), ({ unit, object }) => object.metadata.namespace ?? unit.namespace);
    return [...spaces].flatMap(([namespace, placements]) =>
      sharedBy(
        `namespace ${namespace}`,
        placements.map(({ unit }) => unitThing(unit.name)),
        ["policies of the network for each, by the label of its pods"],
      ),
    );
  },
};
