import { withUnits } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** A component brings a Secret with a value. */
export function edit(lab: Lab): Lab {
  return withSecret(lab, { stringData: { greeting: "hello" } });
}

/** The lab with a Secret in `foundation` that has these fields. */
export function withSecret(lab: Lab, fields: object): Lab {
  const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "greeting", namespace: "tools" }, ...fields };
  return withUnits(
    lab,
    lab.units.map(unit => (unit.name === "foundation" ? { ...unit, objects: [...unit.objects, secret] } : unit)),
  );
}
