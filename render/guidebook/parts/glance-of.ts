import type { Lab } from "../../checks/rule.ts";
import type { Reliance } from "../../inventory/blast-radius/reliances/reliance.ts";
import { reliancesBy, reliantOn } from "../../inventory/blast-radius/reliances.ts";
import { unitThing } from "../../inventory/blast-radius/things.ts";
import { componentNamed } from "../../inventory/lab/installed-components.ts";
import { code, codes, counted, fileLink, list } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { statusWords } from "../words/status-words.ts";
import { namesOfThings } from "../words/thing-words.ts";
import { workloadWords } from "../words/workload-words.ts";

/** A component in a few lines: version, place, pods, whom it needs and who needs it. */
export const glanceOf: TextPart = {
  name: "glance-of",
  tell(lab, about) {
    const component = componentNamed(lab, about);
    if (component === undefined) return "";
    const { version, class: kind, namespace, applications, objects, workloads, waitsFor, unit } = component;
    const id = unitThing(unit.name);
    const lines = [
      ["Status", `${statusWords(waitsFor)}; whether it is healthy: ${code("npx lab status")}`],
      [
        "Version",
        version === undefined ? "none of its own" : `${code(version)} of ${lab.cluster.versions[about]?.source}`,
      ],
      ["Class", `${kind}: ${CLASSES[kind]}`],
      ["Namespace", code(namespace)],
      ["Applications", `${codes(applications)}, with ${counted(objects, "object")}`],
      ["Pods", workloads.map(workloadWords).join("; ") || "none"],
      ["Relies on", namesOf(lab, reliancesBy(lab, id), "on")],
      ["Relied on by", namesOf(lab, reliantOn(lab, id), "who")],
      ["Declared in", fileLink(unit.file)],
    ] as const;
    return list(lines.map(([name, text]) => `**${name}**: ${text}`));
  },
};

const CLASSES = {
  platform: "deleting its Application leaves what it made",
  tool: "deleting its Application deletes what it made, but for what holds data",
} as const;

/** What stands at one end of reliances, each once. */
function namesOf(lab: Lab, reliances: readonly Reliance[], end: "on" | "who"): string {
  return namesOfThings(lab, [...new Set(reliances.map(reliance => reliance[end]))]) || "nothing else";
}
