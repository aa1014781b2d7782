import type { SyncPolicy } from "../../../clusters/lab.ts";
import { appsOf, asksFor, type InstalledInstance } from "../../inventory/lab/installed-apps.ts";
import { workloadsOf } from "../../inventory/lab/installed-components.ts";
import { code, codes, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { workloadWords } from "../words/workload-words.ts";

/** The instances of an app, a column each: where they answer, what they run, and how they are synced. */
export const instancesOf: TextPart = {
  name: "instances-of",
  tell(lab, about) {
    const { instances = [] } = appsOf(lab).get(about) ?? {};
    if (instances.length === 0) return "";
    return table(
      ["Instance", ...instances.map(({ name }) => name)],
      ROWS.map(([title, tell]) => [`**${title}**`, ...instances.map(tell)]),
    );
  },
};

const ROWS: readonly (readonly [title: string, tell: (instance: InstalledInstance) => string])[] = [
  ["Environment", ({ environment }) => environment],
  ["Answers at", ({ host, publicHosts }) => codes([host, ...publicHosts])],
  ["Image", ({ image }) => (image === "" ? "as its chart says" : code(image))],
  ["Asks for", instance => asksFor(instance).join(", ") || "nothing"],
  ["Pods", ({ unit }) => workloadsOf(unit).map(workloadWords).join(", ") || "as its chart says"],
  ["A commit", ({ unit }) => syncWords(unit.sync)],
];

function syncWords({ automated, selfHeal }: SyncPolicy): string {
  if (!automated) return "waits for a person";
  return selfHeal ? "is deployed, and changes by hand are undone" : "is deployed; changes by hand stay until then";
}
