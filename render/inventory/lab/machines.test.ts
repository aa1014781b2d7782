import { expect, test } from "vitest";
import { declaredLab } from "../../testing/declared-lab.ts";
import { machinesOf } from "./machines.ts";

test("machinesOf() has every node of the facts, with what runs on it", async () => {
  const lab = await declaredLab();
  const machines = machinesOf(lab);
  expect(machines.map(({ name, address, role }) => ({ name, address, role }))).toEqual(
    Object.entries(lab.cluster.nodes).map(([name, { address, role }]) => ({ name, address, role })),
  );
  const ofGitea = machines.find(({ name }) => name === lab.cluster.gitea.node);
  expect(ofGitea?.duties).toContain("Gitea");
  expect(ofGitea?.units.map(({ name }) => name)).toContain("lab-gitea.service");
  expect(ofGitea?.programs).toContainEqual({ name: "k3s", version: lab.cluster.versions.k3s?.version });
});
