import { pods as link } from "../../recover/links/pods.ts";
import type { Probe } from "../probe.ts";
import { linkTroubles } from "./link-troubles.ts";
import { readOnce } from "./read-once.ts";

/** Pods do what they should, and what was deleted ends. */
export const pods: Probe = {
  name: "pods",
  limitSeconds: 30,
  look: async ({ kubectl }) => linkTroubles(link, await readOnce(kubectl)),
};
