import { vault as link } from "../../recover/links/vault.ts";
import { sealStatus } from "../../recover/outside-by-remote.ts";
import type { Probe } from "../probe.ts";
import { linkTroubles } from "./link-troubles.ts";
import { readOnce } from "./read-once.ts";

/** Vault answers, and is open. */
export const vault: Probe = {
  name: "Vault",
  limitSeconds: 40,
  look: async ({ kubectl }) => {
    const [cluster, state] = await Promise.all([readOnce(kubectl), sealStatus(kubectl)]);
    return linkTroubles(link, cluster, { vault: state });
  },
};
