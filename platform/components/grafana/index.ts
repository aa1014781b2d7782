import { Size } from "cdk8s";
import { giteaApplication, random } from "../../secrets/origin.ts";
import { defineTool } from "../../tool.ts";
import { ASKED } from "./datasources.ts";
import { Provisioning } from "./provisioning.ts";
import { Workload } from "./workload.ts";

/**
 * Grafana: metrics, logs and alerts of the lab in pictures.
 *
 * Data sources and dashboards come from this repository. What people add in the browser, and the plugin for the log
 * store, lie on its volume. Secrets in Vault: `grafana/admin` with `password` and `secretKey`, by which it encrypts what
 * it stores; `grafana/oidc` with `clientID` and `clientSecret` of the OAuth2 application in Gitea.
 */
export const grafana = defineTool({
  name: "grafana",
  route: { port: "service", login: "own" },
  secrets: {
    admin: {
      password: random(24, { kept: "Grafana takes it at its first start only" }),
      secretKey: random(32, { kept: "Grafana could no longer read what it has encrypted with the old one" }),
    },
    oidc: giteaApplication("grafana", "/login/generic_oauth"),
  },
  volumes: { data: { size: Size.gibibytes(2) } },
  reaches: [
    "gitea",
    ...ASKED.map(({ tool, port }) => ({ tool, ports: [port] })),
    { internet: [443] }, // grafana.com, for one plugin, once in each of its versions
  ],
  resources(chart, { cluster, host }) {
    new Provisioning(chart, "provisioning");
    new Workload(chart, "workload", { cluster, host });
  },
});
