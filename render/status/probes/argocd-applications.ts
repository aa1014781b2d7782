import { applications } from "../../recover/links/applications.ts";
import type { Probe } from "../probe.ts";
import { linkTroubles } from "./link-troubles.ts";
import { readOnce } from "./read-once.ts";

/** Applications are as git says, and healthy; one that a person syncs by hand may be behind. */
export const argocdApplications: Probe = {
  name: "Argo CD",
  limitSeconds: 30,
  look: async ({ kubectl }) => linkTroubles(applications, await readOnce(kubectl)),
};
