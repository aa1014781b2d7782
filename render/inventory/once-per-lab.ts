import type { Lab } from "../checks/rule.ts";
import { oncePer } from "../memory/once-per.ts";

/** A function of a lab that is computed once for each, however many pages ask. */
export const oncePerLab: <Answer>(compute: (lab: Lab) => Answer) => (lab: Lab) => Answer = oncePer;
