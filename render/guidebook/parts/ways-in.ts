import { cloudflared } from "../../../platform/components/cloudflared/index.ts";
import { nodesOfTraefik } from "../../../platform/hosts/load-balanced-nodes.ts";
import type { Lab } from "../../checks/rule.ts";
import { type Route, routesOf } from "../../inventory/network/routes.ts";
import { counted } from "../markdown.ts";
import type { PicturePart } from "../part.ts";
import type { Drawing, DrawnEdge, DrawnNode } from "../pictures/drawing.ts";
import { named } from "../words/named.ts";

/** The way of a request from the Internet, of one from the LAN, and of mail. */
export const waysIn: PicturePart = {
  name: "ways-in",
  draw(lab) {
    const ways = [inside(lab), ...(lab.cluster.zone === undefined ? [] : [outside(lab), mail(lab)])];
    return {
      title: "Ways in",
      alternative: ways.map(({ words }) => words).join(" "),
      nodes: [...new Map(ways.flatMap(({ nodes }) => nodes).map(node => [node.id, node])).values()],
      edges: ways.flatMap(({ edges }) => edges),
      boxes: [{ id: "home", label: "At home" }],
    };
  },
};

interface Way extends Pick<Drawing, "nodes" | "edges"> {
  readonly words: string;
}

const HOME = "home";

function inside(lab: Lab): Way {
  const { cluster } = lab;
  const names = new Set(routesOf(lab).flatMap(({ host, isPublic }) => (isPublic ? [] : host)));
  const doors = nodesOfTraefik(cluster);
  return {
    words: `Inside: somebody in the LAN asks Pi-hole on ${cluster.pihole.node} for a name, which leads to Traefik at port 443 of ${named(doors)}; it shows a certificate of Step-CA and hands the request to one of ${counted(names.size, "name")}. Gitea on ${cluster.gitea.node} answers by itself.`,
    nodes: [
      { id: "people", lines: ["Somebody in the LAN"], kind: "person" },
      { id: "pihole", lines: ["Pi-hole", `on ${cluster.pihole.node}`], kind: "host", box: HOME },
      { id: "websecure", lines: ["Traefik, websecure", `port 443 of ${named(doors)}`], kind: "platform", box: HOME },
      { id: "inside", lines: ["Apps and tools", counted(names.size, "name")], kind: "app", box: HOME },
      { id: "gitea", lines: ["Gitea", `port 443 of ${cluster.gitea.node}`], kind: "host", box: HOME },
      { id: "step-ca", lines: ["Step-CA", `on ${cluster.stepCa.node}`], kind: "host", box: HOME },
    ],
    edges: [
      { from: "people", to: "pihole", label: "which address?", isDashed: true },
      { from: "people", to: "websecure", label: "https" },
      { from: "people", to: "gitea", label: "https" },
      { from: "websecure", to: "inside" },
      { from: "websecure", to: "step-ca", label: "certificates", isDashed: true },
      { from: "gitea", to: "step-ca", label: "certificates", isDashed: true },
    ],
  };
}

function outside(lab: Lab): Way {
  const { zone } = lab.cluster;
  const routes = routesOf(lab).filter(({ isPublic }) => isPublic);
  const apps = named([...new Set(routes.map(({ unit }) => unit.name))]) || "no app yet";
  return {
    words: `From the Internet: a visitor asks for a name of ${zone?.name}, which Cloudflare answers; the request goes through the tunnel to the entry point of Traefik that is for it alone, passes ${guardsOf(routes)}, and reaches ${apps}.`,
    nodes: [
      { id: "visitor", lines: ["A visitor"], kind: "person" },
      { id: "cloudflare", lines: ["Cloudflare", `answers for ${zone?.name}`], kind: "outside" },
      { id: "tunnel", lines: [cloudflared.name, "connects from inside"], kind: "tool", box: HOME },
      { id: "door", lines: ["Traefik, tunnel", guardsOf(routes)], kind: "platform", box: HOME },
      { id: "public", lines: [apps], kind: "app", box: HOME },
      { id: "authority", lines: ["Let's Encrypt"], kind: "outside" },
    ],
    edges: [
      { from: "visitor", to: "cloudflare", label: "https" },
      { from: "cloudflare", to: "tunnel", label: "the tunnel" },
      { from: "tunnel", to: "door" },
      { from: "door", to: "public" },
      { from: "door", to: "authority", label: "certificates", isDashed: true },
    ],
  };
}

function guardsOf(routes: readonly Route[]): string {
  return [...new Set(routes.flatMap(({ guards }) => guards))].join(", ") || "no guard";
}

function mail({ cluster: { zone } }: Lab): Way {
  if (zone?.mail === undefined) return { words: "", nodes: [], edges: [] };
  const provider = zone.mail.provider === "zoho" ? "Zoho" : zone.mail.provider;
  const nodes: DrawnNode[] = [
    { id: "sender", lines: ["Who writes to us"], kind: "person" },
    { id: "provider", lines: [provider, "keeps the mailboxes"], kind: "outside" },
    { id: "receiver", lines: ["Who gets our mail"], kind: "person" },
    { id: "records", lines: ["Mail records of the zone", "SPF, DKIM, DMARC"], kind: "outside" },
  ];
  const edges: DrawnEdge[] = [
    { from: "sender", to: "provider", label: "mail, as MX says" },
    { from: "provider", to: "receiver", label: "mail" },
    { from: "receiver", to: "records", label: "is it true?", isDashed: true },
    { from: "cloudflare", to: "records", label: "answers with" },
  ];
  const words = `Mail: it never enters the lab. MX records lead it to ${provider}, which keeps the mailboxes; whoever gets our mail asks the zone's SPF, DKIM and DMARC records whether it is true.`;
  return { words, nodes, edges };
}
