import { TRAEFIK } from "../../../platform/components/traefik/api.ts";
import type { Lab } from "../../checks/rule.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { oncePerLab } from "../once-per-lab.ts";
import { ownerOf } from "../owner.ts";
import { type End, unitOf } from "./policy-edge-rows.ts";
import { connectionsOf } from "./policy-edges.ts";
import { routesOf } from "./routes.ts";

/** Whoever connects or is connected to, with all of its pods, and an app with all of its environments, as one. */
export interface Talker {
  readonly name: string;
  /** Absent: a place outside of the cluster's pods, or anybody. */
  readonly unit?: BuiltUnit;
  /** Whether no policy limits where some of its pods connect to. */
  readonly isFreeOut: boolean;
}

/** Who may connect to whom, on the whole. */
export interface Talk {
  readonly talkers: readonly Talker[];
  /** By name. */
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

/**
 * The edges that policies let pass, between apps, components and places. Left out is what would hide all others: what
 * pods say among their own, names, which nearly everybody asks for, who may look at everything, and that Traefik leads
 * to whatever has a host name.
 */
export const talkOf = oncePerLab((lab: Lab): Talk => {
  const { edges, freeOut } = connectionsOf(lab);
  const free = new Set(freeOut.map(nameOf));
  const routed = new Set(routesOf(lab).map(({ unit }) => ownerOf(unit)));
  const talkers = new Map<string, Talker>();
  const merged = new Map<string, Talk["edges"][number]>();
  const take = (end: End) => {
    const [name, unit] = [nameOf(end), unitOf(end)];
    talkers.set(name, { name, isFreeOut: free.has(name), ...(unit !== undefined && { unit }) });
    return name;
  };
  for (const { from, to, isBroad } of edges) {
    const [one, other] = [nameOf(from), nameOf(to)];
    if (isBroad || one === other || isCoreDns(to) || (one === TRAEFIK.name && routed.has(other))) continue;
    merged.set(`${one}\n${other}`, { from: take(from), to: take(to) });
  }
  return { talkers: [...talkers.values()], edges: [...merged.values()] };
});

function nameOf(end: End): string {
  const unit = unitOf(end);
  return unit === undefined ? end.name : ownerOf(unit);
}

function isCoreDns(end: End): boolean {
  return "labels" in end && end.unit === undefined;
}
