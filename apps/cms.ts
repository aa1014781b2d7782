import { Size } from "cdk8s";
import { defineApp } from "../platform/app.ts";
import { StaticSite } from "../platform/shapes/static-site.ts";

/**
 * The public site: a Nuxt build served as files. It is the face of the cluster's public zone, whose mail and other
 * records are facts: clusters/arcodange/zone.ts. On a cluster without a zone it answers inside the lab only.
 */
export const cms = defineApp({
  name: "cms",
  environments: ["prod"],
  image: "cms:1.0.0",
  publicNames: ["@", "www"],
  resources: (chart, instance) =>
    new StaticSite(chart, "site", { ...instance, port: 8080, memory: Size.mebibytes(64) }),
});
