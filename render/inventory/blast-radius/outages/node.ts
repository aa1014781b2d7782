import { dutiesOf } from "../../../../platform/hosts/duties-of.ts";
import { nodesOfTraefik } from "../../../../platform/hosts/load-balanced-nodes.ts";
import type { Lab } from "../../../checks/rule.ts";
import { restoreCommand } from "../../storage/restore-command.ts";
import { nodeThing } from "../things.ts";
import type { Care } from "./care.ts";

export const node: Care = {
  things: ({ cluster }) => Object.keys(cluster.nodes).map(nodeThing),
  bearable: (lab, { name }) =>
    [aboutPods(lab, name), aboutVolumes(lab), aboutDoors(lab, name)].filter(sentence => sentence !== "").join(" "),
  alerts: ["NodeDown", "NodeNotReady", "LonghornNodeDown", "VolumeDegraded"],
  remedies: ({ cluster }, { name }) => [
    "`npx lab status` says what is wrong, the worst first.",
    "See to its power, its network and its disk. When it is back, `npx lab recover` mends what does not mend itself.",
    ...(cluster.nodes[name]?.role === "server"
      ? []
      : [
          "It stays away: `npx lab recover` asks whether it is off, and tells Kubernetes, so that everything moves at once.",
        ]),
    ...(dutiesOf(cluster, name).length === 0
      ? [`It is lost: install the system anew, then \`npx lab up ${name}\`.`]
      : [
          `It is lost: install the system anew, \`${restoreCommand(cluster, `secrets --host ${name}`)}\`, ` +
            `\`npx lab up ${name}\`, then \`npx lab restore\` for each thing that it had.`,
        ]),
  ],
  runbooks: ["replace-a-pi"],
};

function aboutPods({ cluster }: Lab, name: string): string {
  if (cluster.nodes[name]?.role === "server") {
    return (
      "pods on the other nodes go on, but nothing is started, moved or healed until it is back. Names inside the cluster " +
      "are answered by one pod of k3s: if that was here, pods find nobody by name either."
    );
  }
  return (
    "what may run elsewhere does. Names inside the cluster are answered by one pod of k3s: if that was here, no pod finds " +
    "another by name until it has moved."
  );
}

function aboutVolumes({ cluster }: Lab): string {
  const { replicas = 1 } = cluster.storage.classes[cluster.storage.defaultClass] ?? {};
  if (replicas < 2) return "";
  return replicas < Object.keys(cluster.nodes).length
    ? "Volumes have a copy elsewhere; after ten minutes Longhorn makes a new one where there is room. Until that is whole, the loss of one more node loses data."
    : "Volumes have a copy elsewhere, and no node for another one: the loss of one more node loses data.";
}

function aboutDoors({ cluster }: Lab, name: string): string {
  const doors = nodesOfTraefik(cluster);
  if (!doors.includes(name)) return "";
  const others = doors.filter(door => door !== name);
  return others.length === 0
    ? "It is the only node at which Traefik answers."
    : `Names lead to ${others.join(" and ")} as well, where Traefik answers too: browsers try the next address.`;
}
