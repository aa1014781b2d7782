import { appFile, componentPage } from "../../platform/naming.ts";
import type { Lab } from "../checks/rule.ts";
import { appDescription } from "../prose/app-description.ts";
import { FRONT } from "./page.ts";

/** A page before its facts, parts and links are filled in. */
export interface Draft {
  readonly path: string;
  readonly source: string;
  /** Markdown with `{{facts}}`, `{{> parts}}` and `[[links]]`. */
  readonly text: string;
  /** What it is about, where that is one thing: an app, a component. */
  readonly about: string;
}

/** Prose of pages that are about the whole lab, and of each runbook. */
export const CHAPTERS_FOLDER = "platform/guidebook/";

/** Prose of what a person does in a certain case, step by step. */
export const RUNBOOKS_FOLDER = `${CHAPTERS_FOLDER}runbooks/`;

/** What stands below the prose of each page about one app, or one component. */
export const TEMPLATES = { app: "platform/guidebook/each-app.md", component: "platform/guidebook/each-component.md" };

/** What was decided, and why. */
export const DECISIONS_FOLDER = "platform/decisions/";

const HOSTS_PAGE = "platform/hosts/page.md";

/** Order of the pages that are about the whole lab; others follow by name. */
const ORDER = [
  FRONT,
  "factory",
  "hosts",
  "tools",
  "apps",
  "edge-and-mail",
  "naming",
  "secrets",
  "storage",
  "network",
  "blast-radius",
  "capacity",
  "versions",
  "cold-start",
  "runbooks",
  "decisions",
];

/** Every page of a lab, in the order of its navigation: what stands in a folder follows the page of its name. */
export function draftsOf(lab: Lab): Draft[] {
  const drafts = [...chapters(lab), ...hosts(lab), ...components(lab), ...apps(lab), ...decisions(lab)];
  return drafts.sort((one, other) => compareKeys(sortKey(one), sortKey(other)));
}

function chapters({ prose }: Lab): Draft[] {
  const templates = Object.values(TEMPLATES);
  return [...prose]
    .filter(([file]) => file.startsWith(CHAPTERS_FOLDER) && !templates.includes(file))
    .map(([source, text]) => ({ path: source.slice(CHAPTERS_FOLDER.length, -".md".length), source, text, about: "" }));
}

function hosts({ prose }: Lab): Draft[] {
  const text = prose.get(HOSTS_PAGE);
  return text === undefined ? [] : [{ path: "hosts", source: HOSTS_PAGE, text, about: "" }];
}

function components({ units, prose }: Lab): Draft[] {
  const template = prose.get(TEMPLATES.component) ?? "";
  return units.flatMap(({ component }) => {
    if (component === undefined) return [];
    const { name } = component;
    const source = componentPage(name);
    const text = prose.get(source);
    return text === undefined ? [] : [{ path: `tools/${name}`, source, text: joined(text, template), about: name }];
  });
}

function apps({ units, prose }: Lab): Draft[] {
  const template = prose.get(TEMPLATES.app) ?? "";
  const names = new Set(units.flatMap(({ instance }) => (instance === undefined ? [] : [instance.app])));
  return [...names].map(name => {
    const source = appFile(name);
    const text = joined(`# ${name}`, appDescription(prose.get(source) ?? ""), template);
    return { path: `apps/${name}`, source, text, about: name };
  });
}

function decisions({ prose }: Lab): Draft[] {
  return [...prose]
    .filter(([file]) => file.startsWith(DECISIONS_FOLDER))
    .map(([source, text]) => {
      const path = `decisions/${source.slice(DECISIONS_FOLDER.length, -".md".length)}`;
      return { path, source, text, about: "" };
    });
}

function joined(...texts: readonly string[]): string {
  return texts
    .map(text => text.trim())
    .filter(text => text !== "")
    .join("\n\n");
}

function sortKey({ path }: Draft): readonly [number, string] {
  const place = ORDER.indexOf(path.split("/")[0] ?? "");
  return [place === -1 ? ORDER.length : place, path];
}

function compareKeys([place, path]: readonly [number, string], other: readonly [number, string]): number {
  return place - other[0] || (path < other[1] ? -1 : 1);
}
