import { automation } from "./applications/automation.ts";
import { destination } from "./applications/destination.ts";
import { finalizers } from "./applications/finalizers.ts";
import { ownership } from "./applications/ownership.ts";
import { retries } from "./applications/retries.ts";
import { serverSide } from "./applications/server-side.ts";
import { sources } from "./applications/sources.ts";
import { waves } from "./applications/waves.ts";
import { applicationsOf } from "./lab/argocd-objects.ts";
import type { Rule } from "./rule.ts";

/**
 * Argo CD deploys every unit, once, from the lab's own repositories, as the facts of its environment say; it goes on
 * after a power cut, waits for what a unit needs, and deletes nothing that holds the lab together.
 */
export const applications: Rule = {
  name: "applications",
  check(lab) {
    const all = applicationsOf(lab);
    const units = new Map(lab.units.map(unit => [unit.name, unit]));
    return [
      ...ownership(lab, all),
      ...all.flatMap(application => {
        const deployed = units.get(application.object.metadata.name);
        if (deployed === undefined) return []; // said by ownership
        return [
          ...destination(application, deployed),
          ...automation(application, deployed),
          ...retries(application),
          ...serverSide(application),
          ...finalizers(application, deployed),
          ...sources(application, deployed),
        ];
      }),
      ...waves(lab, all),
    ];
  },
};
