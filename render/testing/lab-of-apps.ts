import { Size } from "cdk8s";
import { type AppDefinition, defineApp } from "../../platform/app.ts";
import { appFile } from "../../platform/naming.ts";
import { WebApp } from "../../platform/shapes/web-app.ts";
import type { Lab } from "../checks/rule.ts";
import { build } from "../model/build.ts";
import { collect } from "../model/collect.ts";
import { derive } from "../model/derive.ts";
import { graphOf } from "../model/graph.ts";
import { load } from "../model/load.ts";
import { repositoryFolder } from "../repository.ts";

/**
 * For tests: the lab `arcodange` with so many generated apps in place of its own, `app-0` ..., in production and
 * sandbox; every second one has a database. No rule looks at it, for its machines are too small.
 */
export async function labOfApps(count: number): Promise<Lab> {
  const declaration = await load(repositoryFolder);
  const apps = Array.from({ length: count }, (_, index) => sampleApp(index));
  const own = new Set(declaration.apps.map(({ name }) => appFile(name)));
  const prose = new Map([...declaration.prose].filter(([file]) => !own.has(file)));
  for (const { name } of apps) prose.set(appFile(name), `/** Sample ${name}. */\nexport const app = defineApp({});`);
  const clusters = declaration.clusters.filter(({ name }) => name === "arcodange");
  const collected = collect({ ...declaration, clusters, apps, images: new Map() });
  const [cluster] = collected.clusters;
  if (cluster === undefined) throw new Error("clusters/index.ts has no cluster arcodange");
  const units = derive(
    cluster,
    collected.units.map(unit => build(unit).unit),
  );
  return { cluster, units, graph: graphOf(units), prose };
}

function sampleApp(index: number): AppDefinition {
  const name = `app-${index}`;
  return defineApp({
    name,
    environments: ["prod", "sandbox"],
    image: `${name}:1.0.0`,
    ...(index % 2 === 0 && { database: true }),
    resources: (chart, instance) =>
      new WebApp(chart, "web", { ...instance, port: 8080, memory: Size.mebibytes(64), cpuMillicores: 10 }),
  });
}
