import { expect, test } from "vitest";
import { sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { entranceClosed } from "./entrance-closed.ts";

const traefik = (replicas = 1) => sampleDeployment({ name: "traefik", spec: { replicas } });
const service = (type: string) =>
  sampleObject("v1", "Service", "traefik", {
    spec: { type, selector: { app: "traefik" }, ports: [{ port: 443 }] },
  });
const lab = { traefik: [traefik(), service("LoadBalancer")] };

test.each([
  ["runs no pod", { traefik: [traefik(0), service("LoadBalancer")] }, 'Deployment "traefik"'],
  ["is deleted", { traefik: [service("LoadBalancer")] }, 'Deployment "traefik"'],
  ["listens inside of the cluster only", { traefik: [traefik(), service("ClusterIP")] }, 'Service "traefik"'],
  ["loses its Service", { traefik: [traefik()] }, 'Service "traefik"'],
])("entrance-closed stops a change by which the entrance %s", (_, after, what) => {
  expect(seen(entranceClosed, lab, after)).toEqual([`stop: ${what} takes no request any more`]);
});

test("entrance-closed is silent about an entrance that changes and stays open", () => {
  expect(seen(entranceClosed, lab, { traefik: [traefik(2), service("LoadBalancer")] })).toEqual([]);
});

test("entrance-closed is silent about what is no entrance, and about one that was closed", () => {
  const inside = { traefik: [traefik(), service("ClusterIP")] };
  expect(seen(entranceClosed, inside, { traefik: [traefik(0), service("ClusterIP")] })).toEqual([]);
  const closed = { traefik: [traefik(0), service("LoadBalancer")] };
  expect(seen(entranceClosed, closed, { traefik: [traefik(0)] })).toEqual([]);
});
