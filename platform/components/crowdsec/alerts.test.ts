import { expect, test } from "vitest";
import type { Cluster } from "../../../clusters/lab.ts";
import { objectsIn, only, sampleCluster } from "../../testing/sample-instance.ts";
import { crowdsecAlerts } from "./alerts.ts";
import { crowdsec } from "./index.ts";

/** What is run before the local API starts, and makes others known to it. */
function acquaint(): string {
  const pin = { version: "v1.7.8", source: "github.com/crowdsecurity/crowdsec" };
  const cluster: Cluster = { ...sampleCluster, versions: { ...sampleCluster.versions, crowdsec: pin } };
  const objects = objectsIn(chart => crowdsec.resources(chart, cluster, { instances: [], components: [] }));
  return only(objects, "Deployment").spec.template.spec.initContainers[0].command.at(-1);
}

/** Of whom the alert speaks, by the label of the measurement; Prometheus matches a whole value. */
function speaksOf(bouncer: string): boolean {
  const { expr = "" } = crowdsecAlerts.find(({ name }) => name === "CrowdsecSilent") ?? {};
  const matchers = [...expr.matchAll(/\{bouncer(=~?)"([^"]*)"\}/g)];
  expect(matchers).not.toEqual([]);
  return matchers.every(([, operator, value]) =>
    operator === "=" ? bouncer === value : new RegExp(`^(?:${value})$`).test(bouncer),
  );
}

test("CrowdsecSilent hears Traefik's bouncer from whichever address it asks, and nobody else's", () => {
  expect(speaksOf("traefik")).toBe(true);
  expect(speaksOf("traefik@10.42.1.7")).toBe(true);
  expect(speaksOf("traefik-of-others")).toBe(false);
});

test("CrowdsecAgentsUnknown counts what agents ask, not what a person at the console does", () => {
  const { expr = "" } = crowdsecAlerts.find(({ name }) => name === "CrowdsecAgentsUnknown") ?? {};
  const excluded = [...expr.matchAll(/cs_lapi_machine_requests_total{machine!="([^"]*)"}/g)].map(([, name]) => name);
  expect(excluded).not.toEqual([]);
  const names = [...acquaint().matchAll(/machines add (\S+)/g)].map(([, name]) => name);
  expect(new Set(excluded)).toEqual(new Set(names));
});
