import type { Stack } from "../stack.ts";

/** It waits for the name servers that Cloudflare gives the zone. */
export const ovhStack: Stack = {
  name: "ovh",
  makes: "Who answers for the public zone, as its registrar says.",
  needs: ["cloudflare"],
  credentials: {
    OVH_APPLICATION_KEY: "ovh/application-key",
    OVH_APPLICATION_SECRET: "ovh/application-secret",
    OVH_CONSUMER_KEY: "ovh/consumer-key",
  },
  exists: ({ zone }) => zone?.registrar === "ovh" && zone.nameServers !== undefined,
  variables: ({ cluster: { zone } }) => ({ zone: zone?.name, name_servers: zone?.nameServers }),
};
