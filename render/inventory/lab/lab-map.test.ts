import { beforeAll, describe, expect, test } from "vitest";
import type { Lab } from "../../checks/rule.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { labOfApps } from "../../testing/lab-of-apps.ts";
import { labMapOf } from "./lab-map.ts";

/** More places are no longer looked at one by one. */
const MOST = 28;

let lab: Lab;

beforeAll(async () => {
  lab = await declaredLab();
});

describe("labMapOf()", () => {
  test("shows every machine, with what the facts put on it", () => {
    const { areas, places } = labMapOf(lab);
    for (const [name, { address }] of Object.entries(lab.cluster.nodes)) {
      expect(areas).toContainEqual({ id: `machine ${name}`, name: expect.stringContaining(address), within: "lan" });
    }
    const { gitea, stepCa } = lab.cluster;
    expect(places).toContainEqual(expect.objectContaining({ name: "Gitea", within: `machine ${gitea.node}` }));
    expect(places).toContainEqual(expect.objectContaining({ name: "Step-CA", within: `machine ${stepCa.node}` }));
  });

  test("names every component and, while they are few, every instance", () => {
    const words = labMapOf(lab)
      .places.flatMap(({ name, details }) => [name, ...details])
      .join(" ");
    for (const title of ["Argo CD", "Longhorn", "Grafana", "erp-sandbox"]) expect(words).toContain(title);
  });

  test("leads each flow from a place to a place", () => {
    const { places, flows } = labMapOf(lab);
    const ids = new Set(places.map(({ id }) => id));
    expect(flows.length).toBeGreaterThan(10);
    for (const { from, to } of flows) expect([ids.has(from), ids.has(to)]).toEqual([true, true]);
  });

  test("has no visitors, tunnel or mail where the cluster has no zone", () => {
    const { zone: _, ...inside } = lab.cluster;
    const ids = labMapOf({ ...lab, cluster: inside }).places.map(({ id }) => id);
    expect(ids).toContain("bucket");
    expect(ids.filter(id => ["visitors", "cloudflare", "mail", "acme"].includes(id))).toEqual([]);
  });

  test(`has at most ${MOST} places, also with a hundred apps`, async () => {
    const { places } = labMapOf(await labOfApps(100));
    expect(places.length).toBeLessThanOrEqual(MOST);
    expect(places.map(({ name }) => name)).toContain("50 apps with a database");
  });

  test("puts machines without services together where there are many", () => {
    const [agent] = Object.values(lab.cluster.nodes).filter(({ role }) => role === "agent");
    const many = Array.from({ length: 20 }, (_, index) => [
      `more-${index}`,
      { ...agent, address: `192.168.1.${index}` },
    ]);
    const nodes = { ...lab.cluster.nodes, ...Object.fromEntries(many) } as typeof lab.cluster.nodes;
    const { areas, places } = labMapOf({ ...lab, cluster: { ...lab.cluster, nodes } });
    expect(places.length).toBeLessThanOrEqual(MOST);
    expect(areas.map(({ name }) => name)).toContain("21 more machines");
  });
});
