import type { PartOf } from "../host-of.ts";
import { clock } from "./clock.ts";

/** Every concern of a host, in the order in which their units are first started. */
export const parts: readonly PartOf[] = [clock];
