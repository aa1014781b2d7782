import { ROOT } from "../../../platform/naming.ts";
import type { Lab } from "../../checks/rule.ts";
import { appsOf, type InstalledApp } from "../../inventory/lab/installed-apps.ts";
import { componentNamed, componentsOf } from "../../inventory/lab/installed-components.ts";
import { type Content, contentsOf } from "../contents.ts";
import { blocks, code, codes, counted, link, list, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { statusWords } from "../words/status-words.ts";

/** The master index: every page with its sentence and its status. */
export const contents: TextPart = {
  name: "contents",
  tell(lab) {
    const { chapters, runbooks, decisions } = contentsOf(lab);
    return blocks(
      "### Chapters",
      table(["Page", "What it answers", "Status"], chapters.map(chapterRow)),
      "### Runbooks",
      list(runbooks.map(sentenceOf)),
      "### Components",
      componentTable(lab),
      `The Application ${code(ROOT)} holds all others: ${link("factory")}.`,
      "### Apps",
      appIndex(lab, [...appsOf(lab).values()]),
      "### Decisions",
      list(decisions.map(sentenceOf)),
    );
  },
};

function chapterRow({ path, title, sentence, parts }: Content): string[] {
  return [link(path, title), sentence, parts === 0 ? "prose" : `${counted(parts, "part")} from the declaration`];
}

function sentenceOf({ path, title, sentence }: Content): string {
  const words = path.startsWith("decisions/") ? "" : sentence;
  return words === "" ? link(path, title) : `${link(path, title)}: ${words}`;
}

function componentTable(lab: Lab): string {
  return table(
    ["Component", "What it is", "Version", "Status", "Applications"],
    componentsOf(lab).map(({ name, title, sentence, version, waitsFor, applications }) => [
      link(`tools/${name}`, title),
      sentence,
      version ?? "—",
      statusWords(waitsFor),
      codes(applications),
    ]),
  );
}

/** Above, apps stand in lines by their first letter, without their sentences. */
const FEW_APPS = 60;

function appIndex(lab: Lab, apps: readonly InstalledApp[]): string {
  if (apps.length === 0) return "None in this lab.";
  if (apps.length > FEW_APPS) return byLetter(apps);
  return table(
    ["App", "What it is", "Instances", "Status"],
    apps.map(app => [
      link(`apps/${app.name}`, app.name),
      app.sentence || "—",
      codes(app.instances.map(({ name }) => name)),
      statusWords(waitsForTunnel(lab, app)),
    ]),
  );
}

function byLetter(apps: readonly InstalledApp[]): string {
  const letters = Map.groupBy(apps, ({ name }) => name.charAt(0));
  const lines = [...letters].map(
    ([letter, group]) => `**${letter}** (${group.length}): ${group.map(short).join(", ")}`,
  );
  return blocks(`${counted(apps.length, "app")}; what each is: ${link("apps")}.`, list(lines));
}

/** An app with its other instances: `erp (erp-sandbox)`. */
function short({ name, instances }: InstalledApp): string {
  const others = instances.filter(instance => instance.name !== name).map(instance => instance.name);
  return link(`apps/${name}`, name) + (others.length === 0 ? "" : ` (${others.join(", ")})`);
}

/** A public name leads nowhere before the tunnel is made. */
function waitsForTunnel(lab: Lab, { instances }: InstalledApp) {
  const isPublic = instances.some(({ publicHosts }) => publicHosts.length > 0);
  return isPublic ? (componentNamed(lab, "cloudflared")?.waitsFor ?? []) : [];
}
