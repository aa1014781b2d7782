import { TRAEFIK } from "../../../platform/components/traefik/api.ts";
import { serverOf } from "../../../platform/hosts/server-of.ts";
import { addressOf } from "../../../platform/hosts/static-names.ts";
import { blocks, commands } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** Commands that ask each of those who know names. */
export const nameCommands: TextPart = {
  name: "name-commands",
  tell({ cluster }) {
    const { gitea, pihole, hosts } = cluster;
    const jump = hosts.jump === undefined ? "" : `-J ${hosts.jump} `;
    return blocks(
      commands([
        `dig +short ${gitea.host} @${addressOf(cluster, pihole.node)}   # Pi-hole`,
        `ssh ${jump}${hosts.user}@${addressOf(cluster, serverOf(cluster).name)} getent hosts ${gitea.host}   # a node`,
        `kubectl -n ${TRAEFIK.namespace} exec deployment/${TRAEFIK.name} -- nslookup ${gitea.host}   # a pod`,
      ]),
      `Each answers with the address of ${gitea.node}. Whichever does not is the one to look at:`,
    );
  },
};
