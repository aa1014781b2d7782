import { oncePer } from "../../memory/once-per.ts";
import type { Situation } from "../situation.ts";
import { namesMadeBy } from "./needs.ts";

/** Keys of what left git and stays in the cluster, with the Secrets that it makes. */
export const staying = oncePer(
  ({ changes }: Situation): ReadonlySet<string> =>
    new Set(
      changes.flatMap(({ change: { verb }, old }) => {
        if (old === undefined || (verb !== "keep" && verb !== "orphan")) return [];
        return namesMadeBy(old);
      }),
    ),
);
