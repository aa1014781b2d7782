import { arcodange } from "./arcodange/index.ts";
import type { Cluster } from "./lab.ts";
import { rehearsal } from "./rehearsal/index.ts";

/** Every cluster, alphabetically. */
export const clusters: readonly Cluster[] = [arcodange, rehearsal];
