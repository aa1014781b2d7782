import type { Cluster } from "../../../clusters/lab.ts";
import { type Component, defineComponent, type LeftOut } from "../../component.ts";
import { defineTool } from "../../tool.ts";
import { loginSecrets, NAME } from "./account.ts";
import { siteAlerts } from "./alerts.ts";
import { SiteWorkload } from "./workload.ts";

/**
 * The guidebook for people of the lab: the site that is rendered with everything else, served as it stands in Gitea. A
 * page that is merged is there a minute later, and nothing is deployed for it.
 *
 * It shows how the lab is built, so Traefik asks for a password. Secrets in Vault: `site/gitea` with the key `token`, by
 * which it reads this repository; `site/users` with those who may look at it.
 */
const tool = defineTool({
  name: NAME,
  route: { port: "http", login: "traefik" },
  secrets: loginSecrets,
  reaches: ["gitea"],
  alerts: siteAlerts,
  resources(chart, { cluster }) {
    new SiteWorkload(chart, "workload", { cluster });
  },
});

export const site: Component = defineComponent({ ...tool, leftOut });

function leftOut({ stepCa }: Cluster): LeftOut[] {
  if (stepCa.rootCertificate !== undefined) return [];
  return [
    {
      field: "stepCa.rootCertificate",
      problem: "it is not known yet, so the site cannot trust Gitea's certificate and has no pages",
      remedy: "let `lab up` set up Step-CA and learn it,",
    },
  ];
}
