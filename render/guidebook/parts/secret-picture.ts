import { TRAEFIK } from "../../../platform/components/traefik/api.ts";
import type { Lab } from "../../checks/rule.ts";
import { isApp } from "../../inventory/owner.ts";
import type { Taker } from "../../inventory/secrets/secret-arrivals.ts";
import { type SecretPath, secretPathsOf } from "../../inventory/secrets/secret-paths.ts";
import { ADMINISTRATORS } from "../../inventory/secrets/secret-readers.ts";
import type { PicturePart } from "../part.ts";
import type { DrawnEdge, DrawnNode, NodeKind } from "../pictures/drawing.ts";
import { named } from "../words/named.ts";

/**
 * Who reads what in Vault. What only its owner reads is drawn once for all owners of its sort; each other secret has a
 * place of its own, so that the picture grows with what is shared and not with the number of apps.
 */
export const secretPicture: PicturePart = {
  name: "secret-picture",
  draw(lab) {
    const all = secretPathsOf(lab);
    if (all.length === 0) return undefined;
    const shared = all.filter(isShared);
    const groups = groupsOf(lab, all);
    const parts = [...groups.map(drawnGroup), ...shared.map(secret => drawnShared(lab, secret)), OWNERS];
    return {
      title: "Who reads what in Vault",
      alternative: alternativeOf(lab, groups, shared),
      nodes: [...new Map(parts.flatMap(({ nodes }) => nodes).map(node => [node.id, node])).values()],
      edges: parts.flatMap(({ edges }) => edges),
      boxes: BOXES.filter(({ id }) => parts.some(({ nodes }) => nodes.some(({ box }) => box === id))),
    };
  },
};

interface Drawn {
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
}

/** Owners of one sort with secrets that nobody else reads. */
interface Group {
  readonly kind: NodeKind;
  readonly secrets: string;
  readonly readers: string;
  readonly box: Box;
  readonly owners: readonly string[];
}

const ALL = "everything";

const BOXES = [
  { id: "alone", label: "Read by their owner alone" },
  { id: "several", label: "Read by several" },
  { id: "all", label: "Without a limit" },
] as const;

type Box = (typeof BOXES)[number]["id"];

/** Those for whom there is no limit. */
const OWNERS: Drawn = {
  nodes: [
    { id: ADMINISTRATORS, lines: ["Administrators", `policy ${ADMINISTRATORS}`], kind: "person", box: "all" },
    { id: ALL, lines: ["Everything in Vault"], kind: "secret", box: "all" },
  ],
  edges: [{ from: ADMINISTRATORS, to: ALL }],
};

/** More than one policy, or pods of somebody else. */
function isShared({ owner, readers, arrivals }: SecretPath): boolean {
  return readers.length > 1 || arrivals.some(({ takers }) => takers.some(taker => isOther(taker, owner)));
}

function isOther(taker: Taker, owner: string): boolean {
  return taker.owner !== owner && !isDoor(taker);
}

/** Where Traefik asks for a password. */
function isDoor({ name }: Taker): boolean {
  return name.startsWith("Middleware ");
}

function groupsOf(lab: Lab, all: readonly SecretPath[]): Group[] {
  const own = Map.groupBy(
    all.filter(secret => !isShared(secret)),
    ({ kind, owner, arrivals }) => {
      if (kind === "workflows") return "workflows";
      if (arrivals.some(({ takers }) => takers.some(isDoor))) return "doors";
      return isApp(lab, owner) ? "apps" : "tools";
    },
  );
  return [...own].map(([sort, secrets]) => {
    const owners = [...new Set(secrets.map(({ owner }) => owner))].sort();
    return { ...SORTS[sort as keyof typeof SORTS], owners };
  });
}

const SORTS = {
  apps: { kind: "app", secrets: "Secrets and database users of apps", readers: "Pods of the same app", box: "alone" },
  tools: {
    kind: "tool",
    secrets: "Secrets and database users of tools",
    readers: "Pods of the same tool",
    box: "alone",
  },
  doors: { kind: "platform", secrets: "Lists of who may pass", readers: TRAEFIK.name, box: "several" },
  workflows: { kind: "outside", secrets: "Secrets of workflows", readers: "Workflows of the same app", box: "alone" },
} as const satisfies Readonly<Record<string, Omit<Group, "owners">>>;

function drawnGroup({ kind, secrets, readers, box, owners }: Group): Drawn {
  return {
    nodes: [
      { id: `secret ${secrets}`, lines: [secrets, named(owners)], kind: "secret", box },
      { id: `reader ${readers}`, lines: [readers], kind, box },
    ],
    edges: [{ from: `reader ${readers}`, to: `secret ${secrets}` }],
  };
}

function drawnShared(lab: Lab, { path, owner, readers, arrivals }: SecretPath): Drawn {
  const id = `secret ${path}`;
  const others = arrivals.flatMap(({ takers }) =>
    takers.filter(taker => isOther(taker, owner)).map(each => each.owner),
  );
  const names = [...new Set([...readers.map(({ role }) => role), ...others])];
  return {
    nodes: [
      { id, lines: [path], kind: "secret", box: "several" },
      ...names.map(name => ({ id: `reader ${name}`, lines: [name], kind: kindOf(lab, name), box: "several" })),
    ],
    edges: names.map(name => ({ from: `reader ${name}`, to: id })),
  };
}

function kindOf(lab: Lab, name: string): NodeKind {
  return isApp(lab, name) ? "app" : "tool";
}

function alternativeOf(lab: Lab, groups: readonly Group[], shared: readonly SecretPath[]): string {
  const own = groups.map(({ readers, secrets, owners }) => `${readers}: ${secrets.toLowerCase()} (${named(owners)})`);
  const others = shared.map(secret => {
    const readers = drawnShared(lab, secret).nodes.slice(1);
    return `${secret.path} by ${readers.map(({ lines }) => lines[0]).join(" and ")}`;
  });
  const several = others.length === 0 ? "" : ` By several: ${named(others)}.`;
  return `Who reads what in Vault. ${own.join("; ")}.${several} Administrators read everything.`;
}
