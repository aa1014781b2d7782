import { withUnits } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** Longhorn would wait for ERP, whose volume waits for Longhorn's StorageClass. */
export const edit = (lab: Lab): Lab =>
  withUnits(
    lab,
    lab.units.map(unit => (unit.name === "longhorn" ? { ...unit, needs: [...unit.needs, "erp"] } : unit)),
  );
