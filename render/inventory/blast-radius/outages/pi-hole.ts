import { traefikAddresses } from "../../../../platform/hosts/load-balanced-nodes.ts";
import { serviceThing } from "../things.ts";
import type { Care } from "./care.ts";

export const pihole: Care = {
  things: () => [serviceThing("Pi-hole")],
  bearable: () =>
    "hosts and pods mend themselves without it, for they know the names of Gitea, Vault and Step-CA. Machines of people " +
    "that ask Pi-hole alone find no name, of the lab or elsewhere; those that ask the router as well find what is outside.",
  alerts: [],
  remedies: ({ cluster }) => [
    `On ${cluster.pihole.node}: \`systemctl status lab-pihole\`. \`npx lab recover\` starts it.`,
    `Until then: write the name that you need, with Traefik's address ${traefikAddresses(cluster)[0]}, into your own \`/etc/hosts\`.`,
  ],
  runbooks: [],
};
