import { withUnits } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** A second unit deploys a network policy that `foundation` has already. */
export function edit(lab: Lab): Lab {
  const foundation = lab.units.find(({ name }) => name === "foundation");
  const policies = foundation?.objects.filter(({ metadata }) => metadata.name === "default-deny-tools") ?? [];
  return withUnits(
    lab,
    lab.units.map(unit =>
      unit.name === "vault-secrets-operator" ? { ...unit, objects: [...unit.objects, ...policies] } : unit,
    ),
  );
}
