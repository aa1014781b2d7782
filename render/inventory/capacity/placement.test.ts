import { expect, test } from "vitest";
import { declaredLab, withEdit } from "../../testing/declared-lab.ts";
import { placementsIn, placementsOf } from "./placement.ts";

const lab = await declaredLab();

test("a pinned workload has one node, Traefik every one but Gitea's, an app all of them", () => {
  const nodesOf = (unit: string) => placementsIn(lab, unit).map(({ nodes }) => nodes);
  expect(nodesOf("ollama")).toEqual([["pi3"]]);
  expect(nodesOf("traefik")).toEqual([["pi1", "pi3"]]);
  expect(nodesOf("erp")).toEqual([["pi1", "pi2", "pi3"]]);
});

test("an agent has a pod on each node", () => {
  expect(placementsIn(lab, "node-exporter")).toEqual([expect.objectContaining({ isOnEach: true, pods: 3 })]);
});

test("what mounts a claim, or makes claims of its own, has a volume", () => {
  const hasVolume = (unit: string) => placementsIn(lab, unit).some(each => each.hasVolume);
  expect([hasVolume("erp"), hasVolume("vault"), hasVolume("webapp")]).toEqual([true, true, false]);
});

test("what runs at its times, and what has no pod, has no place", () => {
  expect(placementsOf(lab).filter(({ object }) => object.kind === "CronJob")).toEqual([]);
  const none = withEdit(lab, "webapp/Deployment/webapp", ({ spec }) => {
    spec.replicas = 0;
  });
  expect(placementsIn(none, "webapp")).toEqual([]);
});
