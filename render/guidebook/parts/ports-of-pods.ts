import { type PodPort, podPortsOf } from "../../inventory/network/listening-ports.ts";
import { code, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { named } from "../words/named.ts";
import { endLink } from "../words/policy-words.ts";

/** Every port at which pods listen, with the Services that lead there; apps that listen alike are one row. */
export const portsOfPods: TextPart = {
  name: "ports-of-pods",
  tell(lab) {
    const groups = Map.groupBy([...podPortsOf(lab)].sort(byName), each =>
      each.pods.unit?.instance === undefined ? each : JSON.stringify([each.port, each.name, byService(each)]),
    );
    return table(
      ["Who", "Listens on", "By Service"],
      [...groups.values()].flatMap(group => {
        const [first] = group;
        return first === undefined
          ? []
          : [[named(group.map(({ pods }) => endLink(lab, pods))), listensOn(first), byService(first)]];
      }),
    );
  },
};

function byName({ pods: one }: PodPort, { pods: other }: PodPort): number {
  return one.name < other.name ? -1 : Number(one.name > other.name);
}

function listensOn({ port, name }: PodPort): string {
  return name === undefined ? port : `${port} ${code(name)}`;
}

function byService({ pods, services }: PodPort): string {
  const isApp = pods.unit?.instance !== undefined;
  const names = services.map(({ name, port }) =>
    isApp && name === pods.unit?.instance?.app ? `its app's name, port ${port}` : code(`${name}:${port}`),
  );
  return names.join(", ") || "—";
}
