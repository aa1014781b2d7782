import type { Drawing, DrawnBox, DrawnEdge, DrawnNode, NodeKind } from "../drawing.ts";

/** A drawing of these, with a title. */
export function sampleDrawing(
  nodes: readonly DrawnNode[],
  edges: readonly DrawnEdge[] = [],
  boxes: readonly DrawnBox[] = [],
): Drawing {
  return { title: "A sample", alternative: "What the sample shows.", nodes, edges, boxes };
}

export function sampleNode(id: string, kind: NodeKind = "app", rest: Partial<DrawnNode> = {}): DrawnNode {
  return { id, lines: [id], kind, ...rest };
}

/** One node to which edges lead from all others, no two of which are alike. */
export function star(rays: number): Drawing {
  const nodes = numbers(rays).map(index =>
    sampleNode(`ray-${index}`, "tool", { lines: [`ray-${index}`, `line ${index}`] }),
  );
  const edges = nodes.map(({ id }, index) => ({
    from: id,
    to: "hub",
    ...(index % 3 === 0 && { label: `port ${index}` }),
  }));
  return sampleDrawing([sampleNode("hub", "platform"), ...nodes], edges);
}

/** Layers of nodes, each tied to some of the next layer by a rule without a pattern. */
export function layers(count: number, each: number): Drawing {
  const idOf = (layer: number, index: number) => `layer-${layer}-node-${index % each}`;
  const nodes = numbers(count).flatMap(layer =>
    numbers(each).map(index => sampleNode(idOf(layer, index), KINDS[layer % 8])),
  );
  const edges = numbers(count - 1).flatMap(layer =>
    numbers(each).flatMap(index => [
      { from: idOf(layer, index), to: idOf(layer + 1, index), label: `${layer} to ${index}` },
      { from: idOf(layer, index), to: idOf(layer + 1, index * index + layer + 1), isDashed: true as const },
    ]),
  );
  return sampleDrawing(nodes, edges);
}

/** Hosts with services in boxes below one another, an ingress, apps, and a database of each app. */
export function labOf(apps: number): Drawing {
  const hosts = numbers(3).map(index => `pi${index + 1}`);
  return sampleDrawing(
    [
      sampleNode("control", "person", { lines: ["Control node", "a machine with a long description of itself"] }),
      ...hosts.map(host => sampleNode(host, "host", { box: `box-${host}`, lines: [host, `${host}.arcodange.lab`] })),
      ...hosts.flatMap(host =>
        ["k3s", "ssh"].map(name => sampleNode(`${name} on ${host}`, "platform", { box: `box-${host}` })),
      ),
      sampleNode("traefik", "platform", { box: "tools" }),
      ...numbers(apps).flatMap(index => [
        sampleNode(`app-${index}`, "app", { box: "apps", lines: [`app-${index}`, `app-${index}.arcodange.lab`] }),
        sampleNode(`database-${index}`, "data", { box: "box-pi2" }),
      ]),
    ],
    [
      ...hosts.map(host => ({ from: "control", to: host, label: "SSH" })),
      ...numbers(apps).flatMap(index => [
        { from: "traefik", to: `app-${index}`, label: "http" },
        { from: `app-${index}`, to: `database-${index}`, label: "5432" },
      ]),
    ],
    [
      { id: "lan", label: "LAN 192.168.1.0/24" },
      ...hosts.map(host => ({ id: `box-${host}`, label: host, box: "lan" })),
      { id: "k3s", label: "k3s", box: "lan" },
      { id: "tools", label: "Tools", box: "k3s" },
      { id: "apps", label: "Apps", box: "k3s" },
    ],
  );
}

const KINDS = ["person", "host", "platform", "tool", "app", "data", "secret", "outside"] as const;

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
