import { componentsOf, type InstalledComponent } from "../../inventory/lab/installed-components.ts";
import { blocks, counted, link, list, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { capitalised } from "../words/capitalised.ts";
import { statusWords } from "../words/status-words.ts";

/** Each component that runs here, what apps stand on first, with what still waits for a fact. */
export const components: TextPart = {
  name: "components",
  tell(lab) {
    const all = componentsOf(lab);
    const of = (kind: InstalledComponent["class"]) => all.filter(each => each.class === kind);
    const waiting = all.flatMap(({ name, waitsFor }) => waitsFor.map(each => ({ name, ...each })));
    return blocks(
      `${counted(all.length, "component")}: ${of("platform").length} of the platform, ${counted(of("tool").length, "tool")}.`,
      "### Platform",
      tableOf(of("platform")),
      "### Tools of this cluster",
      tableOf(of("tool")),
      waiting.length === 0 ? "" : "### What waits for a fact",
      list(
        waiting.map(({ name, field, problem, remedy }) => {
          return `${link(`tools/${name}`, name)}: \`${field}\`. ${capitalised(problem)}. To do: ${remedy.replace(/,$/, "")}.`;
        }),
      ),
    );
  },
};

function tableOf(components: readonly InstalledComponent[]): string {
  return table(
    ["Component", "What it is", "Version", "Namespace", "Objects #", "Status"],
    components.map(({ name, sentence, version, namespace, objects, waitsFor }) => [
      link(`tools/${name}`, name),
      sentence,
      version ?? "—",
      namespace,
      `${objects}`,
      statusWords(waitsFor),
    ]),
  );
}
