import { connectionsOf } from "../../inventory/network/policy-edges.ts";
import { list } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { endLink } from "../words/policy-words.ts";

/** Pods that no policy limits, one way or both. */
export const unlimitedPods: TextPart = {
  name: "unlimited-pods",
  tell(lab) {
    const { freeOut, freeIn, onHosts } = connectionsOf(lab);
    const groups = [
      ["They may connect to whoever lets them in, the LAN and the Internet too", freeOut],
      ["Whoever may get out may connect to them", freeIn],
      ["On the network of their node, where policies do not count", onHosts],
    ] as const;
    return list(
      groups
        .filter(([, pods]) => pods.length > 0)
        .map(([what, pods]) => `${what}: ${pods.map(each => endLink(lab, each)).join(", ")}.`),
    );
  },
};
