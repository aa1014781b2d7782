import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../../../clusters/finding.ts";
import { inQuotes } from "../../checks/findings/mismatch.ts";
import type { Lab, Rule } from "../../checks/rule.ts";
import { repositoryFolder } from "../../repository.ts";
import { FOLDERS } from "../../tree/folders.ts";
import { bookOf, guidebookFolder } from "../book.ts";
import { linesOutsideCode } from "../headings.ts";
import type { Page } from "../page.ts";
import { writingsOf } from "../writings.ts";

/**
 * Prose links by name: to pages as `[[storage]]`, to files as `[[file:apps/index.ts]]`; an address stands there only for
 * what is outside of the guidebook. Files that pages link to exist. That pages and headings do is for the rule `pages`.
 */
export const pageLinks: Rule = {
  name: "page-links",
  check: lab => [
    ...writingsOf(lab).flatMap(({ file, text }) =>
      addressesIn(text)
        .filter(isRelative)
        .map(to => written(lab, file, to)),
    ),
    ...deadFiles(lab),
  ],
};

/** Addresses of links and pictures in a Markdown text; in code there are none. */
function addressesIn(markdown: string): string[] {
  return linesOutsideCode(markdown)
    .filter(({ text }) => text.includes("]("))
    .flatMap(({ text }) =>
      [...text.replaceAll(/`[^`]*`/g, "").matchAll(/\]\(<?([^)\s>]*)/g)].map(([, address = ""]) => address),
    );
}

function isRelative(address: string): boolean {
  return !/^(?:https?|mailto):/.test(address);
}

function written({ cluster }: Lab, file: string, address: string): Finding {
  return {
    ...about(cluster.name, file),
    field: `](${address})`,
    problem: "this address holds on no other page",
    remedy: "link by name, as [[storage]], [[storage#backups]] or [[file:apps/index.ts]],",
  };
}

function deadFiles(lab: Lab): Finding[] {
  const exists = existenceIn(lab);
  const folder = guidebookFolder(lab);
  return bookOf(lab).pages.flatMap(page =>
    [...new Set(filesLinkedFrom(page, folder, lab))]
      .filter(path => !exists(path))
      .map(path => ({
        ...about(lab.cluster.name, page.source),
        field: `[[file:${path}]]`,
        problem: `there is no ${inQuotes(path)} in this repository`,
        remedy: "link to a file or a folder that there is",
      })),
  );
}

/** Files of the repository that a finished page leads to by name: their links climb out of the guidebook's folder. */
function filesLinkedFrom({ path, source, text }: Page, folder: string, { prose }: Lab): string[] {
  const climb = "../".repeat(`${folder}/${path}`.split("/").length - 1);
  const [, ...rests] = text.split(`](${climb}`);
  if (rests.length === 0) return [];
  const typed = new Set(addressesIn(prose.get(source) ?? ""));
  return rests.map(rest => rest.slice(0, rest.search(/[)\s#]|$/))).filter(file => !typed.has(`${climb}${file}`));
}

/** What is rendered in this very run may not lie on the disk yet. */
function existenceIn({ cluster, units }: Lab): (path: string) => boolean {
  const rendered = new Set(
    [...FOLDERS, ...units.map(({ name }) => name)].map(name => `rendered/${cluster.name}/${name}`),
  );
  const known = new Map<string, boolean>();
  return path => {
    const folder = path.split("/").slice(0, 3).join("/");
    const exists = known.get(path) ?? (rendered.has(folder) || existsSync(join(repositoryFolder, path)));
    known.set(path, exists);
    return exists;
  };
}

function about(cluster: string, file: string): Pick<Finding, "level" | "rule" | "cluster" | "file"> {
  return { level: "error", rule: pageLinks.name, cluster, file };
}
