import { Danger } from "../danger.ts";
import { bringUp, lookAtNode, nodesOf } from "../k3s-node.ts";
import { mayUpgrade } from "../k3s-nodes.ts";
import { k3sUnit } from "../k3s-unit.ts";
import type { LabAt } from "../lab-at.ts";
import type { Step } from "../step.ts";

/**
 * The server of the cluster, which comes before its agents, also in an upgrade. It is not drained: its pods run on while
 * k3s starts anew.
 */
export const k3sServer: Step<LabAt> = {
  name: "k3s-server",
  does: "starts k3s on its server",
  limitSeconds: 1200,
  undo: "none: k3s cannot go back to an older version; a backup of its data is put back by `lab restore`",
  check: async lab => (await look(lab)).flatMap(({ lines }) => lines),
  do: async lab => {
    for (const work of await look(lab)) {
      if (work.state !== undefined && !mayUpgrade(work.state.version, work.version)) {
        throw new Danger(
          `Cannot upgrade k3s of ${lab.cluster.name} from ${work.state.version} to ${work.version}: it goes from one minor ` +
            `version to the next, take a version in between in clusters/${lab.cluster.name}/versions.ts`,
        );
      }
      await bringUp(lab, work);
    }
  },
};

async function look(lab: LabAt) {
  const servers = [...lab.hosts.values()].filter(({ host }) => k3sUnit(host) === "k3s.service");
  const nodes = await nodesOf(lab);
  return Promise.all(servers.map(at => lookAtNode(at, nodes)));
}
