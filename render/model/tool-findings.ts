import { closest } from "fastest-levenshtein";
import { quote } from "../../clusters/fault.ts";
import type { Finding } from "../../clusters/finding.ts";
import type { Cluster } from "../../clusters/lab.ts";
import type { Component } from "../../platform/component.ts";
import type { Instance } from "../../platform/instance.ts";
import { appFile, factsFile } from "../../platform/naming.ts";

/** Tools in the facts of a cluster that there are not, or that stand there twice; and apps that use one which does not run. */
export function toolFindings(
  cluster: Cluster,
  components: readonly Component[],
  instances: readonly Instance[],
): Finding[] {
  return [...listed(cluster, components), ...used(cluster, instances)];
}

function listed({ name, tools }: Cluster, components: readonly Component[]): Finding[] {
  const known = components.filter(component => component.class === "tool").map(component => component.name);
  return tools.flatMap((tool, index) => {
    const about = (problem: string, remedy: string): Finding => ({
      level: "error",
      rule: "tools",
      cluster: name,
      field: `tools[${index}]`,
      problem,
      remedy,
      file: factsFile(name),
    });
    if (tools.indexOf(tool) < index) return about(`${quote(tool)} stands there twice`, "remove one");
    if (known.includes(tool)) return [];
    if (components.some(component => component.name === tool)) {
      return about(`${quote(tool)} is of the platform, which runs everywhere`, "remove it");
    }
    const near = known.length === 0 ? "remove it" : `write ${quote(closest(tool, known))}, the nearest one,`;
    return about(`there is no tool ${quote(tool)}`, near);
  });
}

function used(cluster: Cluster, instances: readonly Instance[]): Finding[] {
  return instances.flatMap(({ app, name, tools }) =>
    tools
      .filter(tool => !cluster.tools.includes(tool))
      .map(tool => ({
        level: "error",
        rule: "tools",
        cluster: cluster.name,
        unit: name,
        field: "tools",
        problem: `it uses ${quote(tool)}, which does not run on ${cluster.name}`,
        remedy: `add it to tools of ${factsFile(cluster.name)}, or leave it out`,
        file: appFile(app),
      })),
  );
}
