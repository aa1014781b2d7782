import { Danger } from "../danger.ts";
import { drain, letPodsBack, untilVolumesAreWhole } from "../drain.ts";
import { bringUp, lookAtNode, type NodeWork, nodesOf } from "../k3s-node.ts";
import { k3sUnit } from "../k3s-unit.ts";
import type { LabAt } from "../lab-at.ts";
import type { Step } from "../step.ts";

/**
 * The agents of the cluster, one after the other. For an upgrade each is drained first, once every volume has all of its
 * copies; a restart for another reason leaves its pods running. It stops at the first node that does not come back.
 */
export const k3sAgents: Step<LabAt> = {
  name: "k3s-agents",
  does: "starts k3s on its agents, one after the other",
  limitSeconds: 3 * 3600,
  undo: "none: k3s cannot go back to an older version; a node is taken out with `kubectl delete node`",
  check: async lab => (await look(lab)).flatMap(({ lines }) => lines),
  do: async lab => {
    for (const { at } of await look(lab)) {
      const work = await lookAtNode(at, await nodesOf(lab));
      if (work.lines.length > 0) await renew(lab, work);
    }
  },
};

async function look(lab: LabAt): Promise<readonly NodeWork[]> {
  const agents = [...lab.hosts.values()].filter(({ host }) => k3sUnit(host) === "k3s-agent.service");
  const nodes = await nodesOf(lab);
  return Promise.all(agents.map(at => lookAtNode(at, nodes)));
}

async function renew(lab: LabAt, work: NodeWork): Promise<void> {
  const { state, version, at } = work;
  const { name } = at.host;
  if (state?.isReady && state.version !== version) {
    await refuseUnhealthyCluster(lab, name);
    await untilVolumesAreWhole(lab);
    lab.say(`draining ${name}`);
    await drain(lab, name, state);
  }
  await bringUp(lab, work);
  if ((await nodesOf(lab))?.get(name)?.isDrained) await letPodsBack(lab.kubectl, name);
}

/** Two nodes that are away at once may take the last copy of a volume with them. */
async function refuseUnhealthyCluster(lab: LabAt, node: string): Promise<void> {
  const others = [...((await nodesOf(lab)) ?? [])].filter(([name, { isReady }]) => name !== node && !isReady);
  if (others.length === 0) return;
  const names = others.map(([name]) => name).join(", ");
  throw new Danger(`Cannot drain ${node}: ${names} is not ready, bring it back first`);
}
