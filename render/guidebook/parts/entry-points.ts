import { TRAEFIK } from "../../../platform/components/traefik/api.ts";
import { type PodPort, podPortsOf } from "../../inventory/network/listening-ports.ts";
import { sendersTo } from "../../inventory/network/policy-edges-to-port.ts";
import { code, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { endsInShort } from "../words/policy-words.ts";

/** The doors of Traefik: where each is, and who may come to it. */
export const entryPoints: TextPart = {
  name: "entry-points",
  tell(lab) {
    const doors = podPortsOf(lab).filter(({ pods }) => pods.unit?.component?.name === TRAEFIK.name);
    return table(
      ["Entry point", "Port of the pod", "Reached by", "Who may connect", "What for"],
      doors.map(door => {
        const { name = "", port } = door;
        const visitors = endsInShort(lab, sendersTo(lab, door)) || "nobody but its node";
        return [code(name), port, reachedBy(door), visitors, PURPOSES[name] ?? "—"];
      }),
    );
  },
};

const PURPOSES: Readonly<Record<string, string>> = {
  web: "sends everybody to https",
  websecure: "names of the lab, for people of the LAN",
  tunnel: "public names; here alone a visitor's address is believed",
  metrics: "numbers for Prometheus",
  traefik: "its own health, which the node asks for",
};

function reachedBy({ services }: PodPort): string {
  const ways = services.map(({ name, port, isOnNodes }) =>
    isOnNodes ? `port ${port} of nodes` : `Service ${code(`${name}:${port}`)}`,
  );
  return ways.join(", ") || "the pod's address";
}
