import { componentPage, factsFile, imagesFile, renderedPath, repository } from "../../../platform/naming.ts";
import type { Lab } from "../../checks/rule.ts";
import { appsOf, type InstalledApp } from "../../inventory/lab/installed-apps.ts";
import { componentNamed, type InstalledComponent } from "../../inventory/lab/installed-components.ts";
import { code, codes, fileLink, list } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** Where an app or a component is declared, and where what is rendered of it lies. */
export const filesOf: TextPart = {
  name: "files-of",
  tell(lab, about) {
    const app = appsOf(lab).get(about);
    if (app !== undefined) return list(filesOfApp(lab, app));
    const component = componentNamed(lab, about);
    return component === undefined ? "" : list(filesOfComponent(lab, component));
  },
};

function filesOfApp({ cluster }: Lab, { name, file, instances }: InstalledApp): string[] {
  const hasImage = instances.some(({ image }) => image !== "");
  return [
    `To edit: ${fileLink(file)}, which declares all of it; its line in ${fileLink("apps/index.ts")}.`,
    ...(hasImage ? [`Tags that bots write: ${fileLink(imagesFile(cluster.name))}.`] : []),
    `Its own code, in Gitea: ${code(repository(cluster.gitea.organisation, name))}.`,
    `Rendered, never to be edited: ${folders(
      cluster.name,
      instances.map(instance => instance.name),
    )}.`,
    `Every coordinate with its source: ${code(`npx lab explain ${name} --cluster ${cluster.name}`)}.`,
  ];
}

function filesOfComponent({ cluster }: Lab, { name, version, unit, applications }: InstalledComponent): string[] {
  const folder = unit.file.slice(0, unit.file.lastIndexOf("/"));
  return [
    `To edit: ${fileLink(folder)}; the prose of this page: ${fileLink(componentPage(name))}.`,
    ...(version === undefined
      ? []
      : [
          `Its version: ${code(`versions.${name}`)} of ${fileLink(factsFile(cluster.name))}, which may take it from another file.`,
        ]),
    `Rendered, never to be edited: ${folders(cluster.name, [unit.name])}.`,
    ...(applications.length === 1
      ? []
      : [`Its definitions come from Gitea, by the Application ${codes(applications.slice(0, 1))}.`]),
  ];
}

function folders(cluster: string, units: readonly string[]): string {
  return units.map(unit => fileLink(renderedPath(cluster, unit))).join(", ");
}
