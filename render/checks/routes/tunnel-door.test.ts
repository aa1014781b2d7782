import { beforeAll, describe, expect, test } from "vitest";
import { declaredLab, type EditableObject, withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";
import { tunnelDoor } from "./tunnel-door.ts";

let lab: Lab;

beforeAll(async () => {
  lab = await declaredLab();
});

const edited = (edit: (policy: EditableObject) => void) =>
  tunnelDoor("guarded-routes", withEdit(lab, "traefik/NetworkPolicy/admit-prometheus", edit));

describe("tunnelDoor()", () => {
  test("is content with the lab, in which the tunnel lets itself in", () => {
    expect(tunnelDoor("guarded-routes", lab)).toEqual([]);
  });

  test.each<[what: string, edit: (policy: EditableObject) => void]>([
    ["without ports", ({ spec }) => delete spec.ingress[0].ports],
    ["at the port by its name", ({ spec }) => (spec.ingress[0].ports[0].port = "tunnel")],
    ["at the port by its number", ({ spec }) => (spec.ingress[0].ports[0].port = 8444)],
    ["at a range around it", ({ spec }) => (spec.ingress[0].ports[0] = { port: 8000, endPort: 9000 })],
    ["that is for anybody", ({ spec }) => (spec.ingress = [{}])],
  ])("finds an opening %s", (_, edit) => {
    expect(edited(edit)).toMatchObject([
      { rule: "guarded-routes", object: "NetworkPolicy/admit-prometheus", field: "spec.ingress[0]" },
    ]);
  });

  test("asks nothing of a cluster without a public zone, whose Traefik has no such entry point", () => {
    const { zone: _, ...cluster } = lab.cluster;
    const open = withEdit(lab, "traefik/NetworkPolicy/admit-prometheus", ({ spec }) => delete spec.ingress[0].ports);
    expect(tunnelDoor("guarded-routes", { ...open, cluster })).toEqual([]);
  });
});
