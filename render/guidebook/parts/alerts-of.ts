import type { Alert } from "../../../platform/alert.ts";
import { componentNamed } from "../../inventory/lab/installed-components.ts";
import { spanWords } from "../../inventory/storage/schedule-words.ts";
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
        `${LEVELS[severity]}${delay(forMinutes)}`,
      ]),
    );
  },
};

const LEVELS: Readonly<Record<Alert["severity"], string>> = {
  page: "a person, at once",
  ticket: "a person, once a day",
  heartbeat: "a watcher outside, always",
};

/** For how long it has to last before anybody hears of it: `, after 30 hours`. */
function delay(minutes: number): string {
  if (minutes === 0) return "";
  return `, after ${spanWords(minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}min`)}`;
}

/**
 * Plain text as Markdown, without Prometheus' templates: `{{ $labels.node }}` is `<node>`, `{{ $value | humanize }}` is
 * `<value>`. What Markdown or HTML would take for itself is escaped: `__name__`, `<mountpoint>`.
 */
function plain(text: string): string {
  const words = text.replaceAll(/\{\{\s*\$(?:labels\.)?(\w+)[^}]*\}\}|[<_*]/g, (found, label: string | undefined) =>
    label === undefined ? `\\${found}` : `\`<${label}>\``,
  );
  return words.replaceAll("``", "` or `"); // two labels side by side, of which there is one
}
