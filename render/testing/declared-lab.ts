import type { KubeObject } from "../../platform/kube-object.ts";
import type { Lab } from "../checks/rule.ts";
import { graphOf } from "../model/graph.ts";
import { load } from "../model/load.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { render } from "../pipeline.ts";
import { repositoryFolder } from "../repository.ts";

let declared: Promise<Lab> | undefined;

/** For tests: the lab `arcodange` as it is declared, rendered once; an edit of it is a copy. */
export function declaredLab(): Promise<Lab> {
  declared ??= renderDeclared();
  return declared;
}

async function renderDeclared(): Promise<Lab> {
  const { labs } = await render(await load(repositoryFolder));
  const lab = labs.find(({ cluster }) => cluster.name === "arcodange");
  if (lab === undefined) throw new Error("clusters/index.ts has no cluster arcodange");
  return lab;
}

/**
 * For tests: the lab with one object edited in place.
 *
 * @param id unit, kind and name: `erp/Deployment/erp`
 * @throws {Error} when the lab has no such object
 */
export function withEdit(lab: Lab, id: string, edit: (object: EditableObject) => void): Lab {
  const [unitName, kind, name] = id.split("/");
  let edited = false;
  const units = lab.units.map(unit => {
    if (unit.name !== unitName) return unit;
    const objects = unit.objects.map(object => {
      if (object.kind !== kind || object.metadata.name !== name) return object;
      const copy = structuredClone(object) as EditableObject;
      edit(copy);
      edited = true;
      return copy as KubeObject;
    });
    return { ...unit, objects };
  });
  if (!edited) throw new Error(`Cannot edit ${id}: the lab has no such object`);
  return withUnits(lab, units);
}

/**
 * For tests: the lab with nothing that runs or stores but its apps. Rules that add up, or look for what is free, are
 * tested with it: a tool more changes no figure of theirs.
 */
export function appsOnly(lab: Lab): Lab {
  const units = lab.units
    .filter(unit => unit.class !== "tool")
    .map(unit =>
      unit.class === "app" ? unit : { ...unit, objects: unit.objects.filter(({ kind }) => !OCCUPYING.has(kind)) },
    );
  return withUnits(lab, units);
}

const OCCUPYING: ReadonlySet<string> = new Set([
  ...["CronJob", "DaemonSet", "Deployment", "StatefulSet"],
  ...["PersistentVolumeClaim", "Service"],
]);

/** For tests: the lab with other units, and the graph that follows from them. */
export function withUnits(lab: Lab, units: readonly BuiltUnit[]): Lab {
  return { ...lab, units, graph: graphOf(units) };
}

// biome-ignore lint/suspicious/noExplicitAny: an edit reaches any field of any kind
export type EditableObject = any;
