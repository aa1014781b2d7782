import type { KubeObject } from "../../platform/kube-object.ts";
import { appFile } from "../../platform/naming.ts";
import type { Lab } from "../checks/rule.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { withUnits } from "./declared-lab.ts";

/** For tests: the lab with further apps, `copy-0` and on, each like `webapp`. */
export function withMoreApps(lab: Lab, count: number): Lab {
  const pattern = lab.units.find(({ name }) => name === PATTERN);
  if (pattern === undefined) throw new Error(`Cannot copy "${PATTERN}": the lab has no such unit`);
  const copies = Array.from({ length: count }, (_, index) => copyOf(pattern, `copy-${index}`));
  return withUnits(lab, [...lab.units, ...copies]);
}

const PATTERN = "webapp";

function copyOf(unit: BuiltUnit, name: string): BuiltUnit {
  const renamed = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value).replaceAll(PATTERN, name));
  const { instance, objects } = unit;
  if (instance === undefined) throw new Error(`Cannot copy "${PATTERN}": it is no app`);
  return {
    ...{ ...unit, name, namespace: name, file: appFile(name) },
    instance: { ...instance, app: name, name, host: renamed(instance.host), image: renamed(instance.image) },
    objects: renamed<readonly KubeObject[]>(objects),
  };
}
