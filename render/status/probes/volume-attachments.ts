import { attachments } from "../../recover/links/attachments.ts";
import type { Probe } from "../probe.ts";
import { linkTroubles } from "./link-troubles.ts";
import { readOnce } from "./read-once.ts";

/** Volumes are attached where a pod uses them, and nowhere else. */
export const volumeAttachments: Probe = {
  name: "volume attachments",
  limitSeconds: 30,
  look: async ({ kubectl }) => linkTroubles(attachments, await readOnce(kubectl)),
};
