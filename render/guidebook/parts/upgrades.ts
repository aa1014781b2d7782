import { type Away, type UpgradeWay, upgradesOf } from "../../inventory/versions/upgrades.ts";
import { blocks, code, link, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** Everything that is pinned, with the command that says what another version changes, and what an upgrade asks for. */
export const upgrades: TextPart = {
  name: "upgrades",
  tell(lab) {
    const all = upgradesOf(lab);
    const parts = (heading: string, ways: readonly UpgradeWay[]) =>
      ways.length === 0
        ? ""
        : blocks(
            `### ${heading}`,
            table(
              COLUMNS,
              ways.map(way => rowOf(way, lab.cluster.name)),
            ),
          );
    return blocks(
      parts(
        "Components",
        all.filter(({ component }) => component !== undefined),
      ),
      parts(
        "On hosts",
        all.filter(({ isOnHosts }) => isOnHosts),
      ),
      parts(
        "Beside a component, or on the control machine",
        all.filter(({ component, isOnHosts }) => component === undefined && !isOnHosts),
      ),
    );
  },
};

const COLUMNS = ["What", "Pinned", "Command", "First", "Away meanwhile", "Notes"];

function rowOf(way: UpgradeWay, cluster: string): string[] {
  const { name, version, component } = way;
  return [
    component === undefined ? name : link(`tools/${component}`, name),
    code(version),
    code(`npx lab upgrade ${name} <version>`),
    way.hasDefinitions ? `its CRDs: ${definitionsFirst(name, cluster)}` : "—",
    awayWords(way),
    notesOf(way).join("; ") || "—",
  ];
}

function definitionsFirst(name: string, cluster: string): string {
  return [`npx lab crds pull ${name}`, `npx lab crds push ${name} --cluster ${cluster}`].map(code).join(", ");
}

function awayWords({ away, isOnHosts, component }: UpgradeWay): string {
  if (isOnHosts) return `what runs there, by ${code("npx lab up")}`;
  if (component === undefined) return "what it is a part of";
  return away.map(({ workload, why }) => `${workload}, ${WHY[why]}`).join("; ") || "nothing";
}

const WHY: Readonly<Record<Away["why"], string>> = {
  "one pod": "until its pod is back",
  "node after node": "on one node after the other",
  "when you delete its pod": "once you delete its pod",
};

function notesOf({ newest, goesBack, skipsMinors }: UpgradeWay): string[] {
  return [
    ...(newest === undefined ? [] : [`up to ${newest}`]),
    ...(skipsMinors ? [] : ["one minor version at a time"]),
    ...(goesBack ? [] : ["never back"]),
  ];
}
