import type { SyncPolicy } from "../../../clusters/lab.ts";
import { appsOf, asksFor } from "../../inventory/lab/installed-apps.ts";
import { workloadsOf } from "../../inventory/lab/installed-components.ts";
import { code, codes, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { workloadWords } from "../words/workload-words.ts";

/** The instances of an app: where each answers, what it runs, and how it is synced. */
export const instancesOf: TextPart = {
  name: "instances-of",
  tell(lab, about) {
    const { instances = [] } = appsOf(lab).get(about) ?? {};
    return table(
      ["Instance", "Environment", "Answers at", "Image", "Asks for", "Pods", "A commit"],
      instances.map(instance => [
        `**${instance.name}**`,
        instance.environment,
        codes([instance.host, ...instance.publicHosts]),
        instance.image === "" ? "as its chart says" : code(instance.image),
        asksFor(instance).join(", ") || "nothing",
        workloadsOf(instance.unit).map(workloadWords).join(", ") || "as its chart says",
        syncWords(instance.unit.sync),
      ]),
    );
  },
};

function syncWords({ automated, selfHeal }: SyncPolicy): string {
  if (!automated) return "waits for a person";
  return selfHeal ? "is deployed, and changes by hand are undone" : "is deployed; changes by hand stay until then";
}
