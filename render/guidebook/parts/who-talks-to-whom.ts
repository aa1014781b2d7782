import { ANYBODY } from "../../inventory/network/policy-edges.ts";
import { type Talk, type Talker, talkOf } from "../../inventory/network/policy-edges-of-units.ts";
import { INTERNET, LAN } from "../../inventory/network/policy-ends.ts";
import { counted } from "../markdown.ts";
import type { PicturePart } from "../part.ts";
import type { DrawnNode, NodeKind } from "../pictures/drawing.ts";
import { named } from "../words/named.ts";

/** Who may connect to whom, one node for each app, component and place. On which ports is in the table beside it. */
export const whoTalksToWhom: PicturePart = {
  name: "who-talks-to-whom",
  draw(lab) {
    const talk = talkOf(lab);
    if (talk.edges.length === 0) return undefined;
    return {
      title: "Who may connect to whom",
      alternative: alternativeOf(talk),
      nodes: talk.talkers.map(nodeOf),
      edges: talk.edges,
      boxes: [{ id: "cluster", label: "Pods of the cluster" }],
    };
  },
};

function nodeOf(talker: Talker): DrawnNode {
  const { name, unit, isFreeOut } = talker;
  return {
    id: name,
    lines: [name, ...(isFreeOut ? ["may go anywhere"] : [])],
    kind: kindOf(talker),
    ...(unit !== undefined && { box: "cluster" }),
  };
}

function kindOf({ name, unit }: Talker): NodeKind {
  if (unit !== undefined) return unit.class === "app" || unit.class === "tool" ? unit.class : "platform";
  if (name === ANYBODY.name) return "person";
  return OUTSIDE.has(name) ? "outside" : "host";
}

const OUTSIDE: ReadonlySet<string> = new Set([INTERNET, LAN]);

function alternativeOf({ talkers, edges }: Talk): string {
  const most = [...Map.groupBy(edges, ({ to }) => to)].sort(([, one], [, other]) => other.length - one.length);
  const reached = most.slice(0, 4).map(([to, incoming]) => `${to} by ${named(incoming.map(({ from }) => from))}`);
  const free = talkers.filter(({ isFreeOut }) => isFreeOut).map(({ name }) => name);
  return [
    `${counted(talkers.length, "participant")} and ${counted(edges.length, "connection")} that network policies let pass.`,
    `Most reached are ${reached.join("; ")}.`,
    ...(free.length === 0 ? [] : [`No policy limits where these connect to: ${free.join(", ")}.`]),
  ].join(" ");
}
