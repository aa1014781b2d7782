import { ROOT } from "../../../platform/naming.ts";
import { startSteps } from "../../inventory/start/start-steps.ts";
import { type StartedApplication, type StartWave, wavesOf } from "../../inventory/start/start-waves.ts";
import { counted } from "../markdown.ts";
import type { PicturePart } from "../part.ts";
import type { DrawnEdge, DrawnNode } from "../pictures/drawing.ts";

/** What starts after what, from the hosts to the last wave. Arrows lead from what waits to what it waits for. */
export const startLevels: PicturePart = {
  name: "start-levels",
  draw(lab) {
    const waves = wavesOf(lab);
    const placed = waves.map(placedIn);
    const needs = new Map(placed.flat().map(({ node, needs }) => [node.id, needs]));
    return {
      title: "What starts after what",
      alternative:
        `First the hosts, k3s and Argo CD by ${counted(startSteps.length, "step")} of lab up, then ` +
        `${counted(waves.length, "wave")}: ` +
        `${waves.map(({ wave, applications }) => `${wave} with ${counted(applications.length, "Application")}`).join(", ")}.`,
      nodes: [...HOST_STEPS, ...placed.flat().map(({ node }) => node)],
      edges: [
        { from: "k3s", to: "hosts" },
        { from: "argocd step", to: "k3s" },
        ...placed.flatMap((wave, index) => edgesOf(wave, placed[index - 1], needs)),
      ],
      boxes: [
        { id: "up", label: "lab up" },
        ...waves.map(({ wave }) => ({ id: `wave ${wave}`, label: `Wave ${wave}` })),
      ],
    };
  },
};

const HOST_STEPS: readonly DrawnNode[] = [
  { id: "hosts", lines: ["Hosts", "disks, files, services: PostgreSQL, Gitea"], kind: "host", box: "up" },
  { id: "k3s", lines: ["k3s", "server, then agents"], kind: "host", box: "up" },
  { id: "argocd step", lines: ["Argo CD", "and the Application root"], kind: "platform", box: "up" },
];

interface Placed {
  readonly node: DrawnNode;
  readonly needs: readonly string[];
}

/** Platform and definitions one by one; tools and apps, which all start in the last wave, as one each. */
function placedIn({ wave, applications }: StartWave): Placed[] {
  const box = `wave ${wave}`;
  const single = applications.filter(
    ({ name, unit }) => unit.class !== "app" && unit.class !== "tool" && name !== ROOT,
  );
  return [
    ...single.map(({ name, needs }) => ({ node: { id: name, lines: [name], kind: "platform" as const, box }, needs })),
    ...together("tool", applications, box),
    ...together("app", applications, box),
  ];
}

function together(kind: "app" | "tool", applications: readonly StartedApplication[], box: string): Placed[] {
  const members = applications.filter(({ unit }) => unit.class === kind);
  if (members.length === 0) return [];
  const line =
    kind === "app" ? counted(members.length, "instance of apps", "instances of apps") : counted(members.length, "tool");
  const needs = [...new Set(members.flatMap(member => member.needs))].sort();
  return [{ node: { id: `all of ${kind}`, lines: [line], kind, box }, needs }];
}

/** Needs that no other need implies already; where a wave has none in the one before, it still comes after it. */
function edgesOf(
  wave: readonly Placed[],
  before: readonly Placed[] | undefined,
  needs: ReadonlyMap<string, readonly string[]>,
): DrawnEdge[] {
  if (before === undefined) return wave.map(({ node }) => ({ from: node.id, to: "argocd step" }));
  const edges = wave.flatMap(({ node: { id: from } }): DrawnEdge[] => {
    const direct = (needs.get(from) ?? []).filter(need => needs.has(need));
    const implied = new Set(direct.flatMap(need => [...reached(need, needs)]));
    return direct.filter(need => !implied.has(need)).map(to => ({ from, to }));
  });
  const [first, previous] = [wave[0], before[0]];
  const isJoined = edges.some(({ to }) => before.some(({ node }) => node.id === to));
  if (isJoined || first === undefined || previous === undefined) return edges;
  return [...edges, { from: first.node.id, to: previous.node.id, label: "next wave" }];
}

/** Everything that something needs, directly or through others. */
function reached(
  name: string,
  needs: ReadonlyMap<string, readonly string[]>,
  found: Set<string> = new Set(),
): Set<string> {
  for (const need of needs.get(name) ?? []) {
    if (found.has(need)) continue; // also where a circle closes, of which the rule cold-start tells
    found.add(need);
    reached(need, needs, found);
  }
  return found;
}
