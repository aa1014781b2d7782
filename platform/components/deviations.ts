import type { Deviations } from "../deviations.ts";

/** The deviations of every component that has an upstream to be compared with, by component; alphabetically. */
export const deviations: Readonly<Record<string, Deviations>> = {};
