import { quote } from "../../../clusters/fault.ts";
import type { Finding } from "../../../clusters/finding.ts";
import { ROOT } from "../../../platform/naming.ts";
import { type Graph, unitId } from "../../model/graph.ts";
import { orderOf } from "../../model/order.ts";
import { dependencies } from "../../model/reach.ts";
import { annotationField } from "../lab/argocd-objects.ts";
import type { Lab } from "../rule.ts";
import { type Application, applicationFinding } from "./application-finding.ts";

const WAVE = "argocd.argoproj.io/sync-wave";

/** An Application is applied after those that it needs are healthy, however much later. */
export function waves(lab: Lab, all: readonly Application[]): Finding[] {
  return [...all.filter(each => waveOf(each) === undefined).map(unreadable), ...early(lab, all)];
}

/** undefined: there is none, or it is not a whole number. */
function waveOf({ object }: Application): number | undefined {
  const wave = object.metadata.annotations?.[WAVE];
  return wave !== undefined && /^-?\d+$/.test(wave) ? Number(wave) : undefined;
}

function unreadable(application: Application): Finding {
  const wave = application.object.metadata.annotations?.[WAVE];
  const problem = wave === undefined ? "it has none" : `${quote(wave)} is not a whole number`;
  return applicationFinding(application, annotationField(WAVE), problem, 'write one such as "0"');
}

/** Those that come before, or with, what they need. */
function early(lab: Lab, all: readonly Application[]): Finding[] {
  const misplaced = needs(lab, all).filter(({ wave, needed }) => wave <= needed);
  if (misplaced.length === 0) return [];
  const isInCycle = cycleTest(lab);
  return misplaced
    .filter(({ from, to }) => !isInCycle(from, to))
    .map(({ to, later, wave, needed }) => {
      const problem = `${quote(wave)} is not above ${quote(needed)}, the wave of ${quote(nameOf(to))}, which it needs`;
      return applicationFinding(later, annotationField(WAVE), problem, `write ${quote(needed + 1)} or more`);
    });
}

interface Need {
  readonly from: string;
  readonly to: string;
  readonly later: Application;
  readonly wave: number;
  readonly needed: number;
}

/**
 * Every need between two Applications with a wave. The root's wave is the last one, but a root never waits for it:
 * it creates the waves, so it exists before the first, and Argo CD with it.
 */
function needs({ graph }: Lab, all: readonly Application[]): Need[] {
  const byName = new Map(all.map(each => [each.object.metadata.name, each]));
  return needEdges(graph).flatMap(({ from, to }) => {
    const later = byName.get(nameOf(from));
    const earlier = byName.get(nameOf(to));
    if (later === undefined || earlier === undefined || nameOf(from) === ROOT) return [];
    const [wave, needed] = [waveOf(later), waveOf(earlier)];
    return wave === undefined || needed === undefined ? [] : [{ from, to, later, wave, needed }];
  });
}

/** Whether a need is part of a cycle: cold-start names it, and no wave would be right. */
function cycleTest({ graph, units }: Lab): (from: string, to: string) => boolean {
  if (orderOf(units).cycles.length === 0) return () => false;
  const order: Graph = { ...graph, edges: needEdges(graph) };
  return (from, to) => dependencies(order, to).has(from);
}

function needEdges({ edges }: Graph): Graph["edges"] {
  return edges.filter(({ via }) => via === "needs");
}

function nameOf(id: string): string {
  return id.slice(unitId("").length);
}
