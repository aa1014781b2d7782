import { expect, test } from "vitest";
import { PROTECTED, sampleClaim, sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { applicationDestinationChanged } from "./application-destination-changed.ts";

const SERVER = "https://kubernetes.default.svc";
const lab = (destination: object, objects: ReturnType<typeof sampleClaim>[], spec: object = {}) => ({
  applications: [sampleApplication("erp", { destination, ...spec })],
  erp: objects,
});
const [erp, shop] = ["erp", "shop"].map(namespace => ({ server: SERVER, namespace })) as [object, object];
const MOVED = 'its namespace changes from "erp" to "shop"';

test("application-destination-changed stops where a claim moves with its namespace, and is pruned in the old one", () => {
  const objects = [sampleDeployment(), sampleClaim()];
  expect(seen(applicationDestinationChanged, lab(erp, objects), lab(shop, objects))).toEqual([`stop: ${MOVED}`]);
});

test.each([
  ["there is no data", [sampleDeployment()], {}],
  ["the claim is kept", [sampleClaim({ metadata: PROTECTED })], {}],
  ["only the claim names its namespace", [sampleDeployment(), sampleClaim({ metadata: { namespace: "erp" } })], {}],
  ["nothing prunes", [sampleClaim()], { syncPolicy: { automated: {} } }],
])("application-destination-changed warns where %s", (_, objects, spec) => {
  const change = [lab(erp, objects, spec), lab(shop, objects, spec)] as const;
  expect(seen(applicationDestinationChanged, ...change)).toEqual([`warn: ${MOVED}`]);
});

test("application-destination-changed notes that every object names its namespace, or has none", () => {
  const namespace = sampleObject("v1", "Namespace", "erp");
  const objects = [namespace, sampleClaim({ metadata: { namespace: "erp" } })];
  expect(seen(applicationDestinationChanged, lab(erp, objects), lab(shop, objects))).toEqual([
    `note: ${MOVED}, and no object moves`,
  ]);
});

test("application-destination-changed warns of another cluster", () => {
  const other = { server: "https://192.168.1.9:6443", namespace: "erp" };
  expect(seen(applicationDestinationChanged, lab(erp, [sampleClaim()]), lab(other, [sampleClaim()]))).toEqual([
    `warn: its server changes from "${SERVER}" to "https://192.168.1.9:6443"`,
  ]);
});

test("application-destination-changed is silent where the destination stays", () => {
  const other = lab(erp, [sampleClaim()], { project: "erp" });
  expect(seen(applicationDestinationChanged, lab(erp, [sampleClaim()]), other)).toEqual([]);
});
