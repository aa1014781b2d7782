import { volumes } from "../../recover/links/volumes.ts";
import type { Probe } from "../probe.ts";
import { linkTroubles } from "./link-troubles.ts";
import { readOnce } from "./read-once.ts";

/** Every volume has a copy that can be used; one that lacks another copy is a warning. */
export const longhornVolumes: Probe = {
  name: "Longhorn volumes",
  limitSeconds: 30,
  look: async ({ kubectl }) => linkTroubles(volumes, await readOnce(kubectl)),
};
