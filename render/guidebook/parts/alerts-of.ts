import type { Alert } from "../../../platform/alert.ts";
import { componentNamed } from "../../inventory/lab/installed-components.ts";
import { table } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** The alerts of a component: what each means, how soon somebody is told, and what to do first. */
export const alertsOf: TextPart = {
  name: "alerts-of",
  tell(lab, about) {
    const alerts = componentNamed(lab, about)?.unit.component?.alerts?.(lab.cluster) ?? [];
    return table(
      ["Alert", "What it means", "What to do first", "Who is told"],
      alerts.map(({ name, summary, remedy, severity, forMinutes }) => [
        `**${name}**`,
        plain(summary),
        plain(remedy),
        `${LEVELS[severity]}, after ${forMinutes} min`,
      ]),
    );
  },
};

const LEVELS: Readonly<Record<Alert["severity"], string>> = {
  page: "a person, at once",
  ticket: "a person, once a day",
  heartbeat: "a watcher outside, always",
};

/** Without Prometheus' templates: `{{ $labels.node }}` is `<node>`, `{{ $value | humanize }}` is `<value>`. */
function plain(text: string): string {
  return text.replaceAll(/\{\{\s*\$(?:labels\.)?(\w+)[^}]*\}\}/g, "`<$1>`");
}
