import type { Lab } from "../../checks/rule.ts";
import { appsOf, asksFor, type InstalledApp } from "../../inventory/lab/installed-apps.ts";
import { blocks, codes, counted, link, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** Each app with its instances: what it runs, what it asks of the lab, and at which names it answers. */
export const apps: TextPart = {
  name: "apps",
  tell(lab) {
    const all = [...appsOf(lab).values()];
    if (all.length === 0) return "";
    return blocks(
      totals(lab, all),
      table(
        ["App", "What it is", "Instances", "Image", "Asks for", "Answers at"],
        all.map(app => [
          link(`apps/${app.name}`, app.name),
          app.sentence || "—",
          app.instances.map(({ name, environment }) => `${name} (${environment})`).join(", "),
          codes([...new Set(app.instances.map(({ image }) => image).filter(Boolean))]),
          [...new Set(app.instances.flatMap(asksFor))].join(", ") || "nothing",
          codes(app.instances.flatMap(({ host, publicHosts }) => [host, ...publicHosts])),
        ]),
      ),
    );
  },
};

function totals({ cluster }: Lab, all: readonly InstalledApp[]): string {
  const instances = all.flatMap(app => app.instances);
  const environments = Object.keys(cluster.environments).map(
    name => `${instances.filter(({ environment }) => environment === name).length} in ${name}`,
  );
  const asking = (what: string, isAsked: (instance: InstalledApp["instances"][number]) => boolean) => {
    const count = all.filter(app => app.instances.some(isAsked)).length;
    return count === 0 ? [] : [`${count} with ${what}`];
  };
  const words = [
    ...asking("a database", ({ database }) => database),
    ...asking("secrets of their own", ({ secrets }) => secrets.length > 0),
    ...asking("volumes", ({ volumes }) => Object.keys(volumes).length > 0),
    ...asking("a public name", ({ publicHosts }) => publicHosts.length > 0),
    ...asking("a chart of their own", ({ unit }) => unit.sources.length > 0),
  ];
  const sum = `${counted(all.length, "app")} in ${counted(instances.length, "instance")}, ${environments.join(", ")}.`;
  return words.length === 0 ? sum : `${sum} Of the apps: ${words.join(", ")}.`;
}
