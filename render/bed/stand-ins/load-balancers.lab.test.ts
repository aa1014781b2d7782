import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { type ControlPlane, startControlPlane } from "../control-plane.ts";
import { eventually } from "../eventually.ts";
import { Parts } from "../process/parts.ts";
import { apply, demand } from "../servers/kubectl.ts";

const parts = new Parts();
let folder: string;
let plane: ControlPlane;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bed-"));
  plane = await startControlPlane(folder, arcodange, parts);
  const service = (name: string, type: string) => ({
    apiVersion: "v1",
    kind: "Service",
    metadata: { name, namespace: "default" },
    spec: { type, selector: { app: name }, ports: [{ port: 80 }] },
  });
  await apply(plane.server, [service("outside", "LoadBalancer"), service("inside", "ClusterIP")]);
});

afterAll(async () => {
  await parts.stop();
  rmSync(folder, { recursive: true });
});

const addresses = async (name: string) =>
  demand(plane.server, "get", "service", name, "--output=jsonpath={.status.loadBalancer.ingress[*].ip}");

test("a Service of type LoadBalancer gets the addresses of the nodes, and no other Service does", async () => {
  const expected = Object.values(arcodange.nodes).map(({ address }) => address);
  await eventually("the addresses are there", async () => {
    const found = await addresses("outside");
    return found === expected.join(" ") ? undefined : `they are "${found}"`;
  });
  expect(await addresses("inside")).toBe("");
});
