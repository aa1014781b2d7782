import { oncePer } from "../../memory/once-per.ts";
import type { Desired, Placed } from "../desired.ts";
import type { Situation } from "../situation.ts";
import { admits } from "./admits.ts";
import { entrances } from "./entrances.ts";
import { isAnswered, nameOf, needsOf } from "./needs.ts";
import { targetOf } from "./neighbour.ts";
import { ofKind } from "./of-kind.ts";
import { podsBehind, runsPods } from "./pods-behind.ts";
import { type RouteRule, servingRules } from "./route-rules.ts";
import { staying } from "./staying.ts";

/** Programs without which nobody can put anything right, by the usual names of their Services. */
const VITAL: readonly (readonly [program: string, service: RegExp])[] = [
  ["Argo CD", /(^|-)argo-?cd-server$/],
  ["Vault", /^vault(-ui|-active|-internal)?$/],
  ["Gitea", /^(gitea|forgejo)(-http|-web)?$/],
];

/**
 * Routes that lead to a program and have all that they need, before and after a change, by cluster. Where no pod of the
 * program is left, or no policy lets the entrance in, no route leads there.
 */
function waysTo(service: RegExp, situation: Situation): Map<string, { before: RouteRule[]; after: RouteRule[] }> {
  const { before, after } = situation;
  const stays = staying(situation);
  const whole = (side: Desired) =>
    servingRules(side)
      .filter(({ services }) => services.some(name => service.test(name)))
      .filter(({ placed }) => needsOf(placed).every(need => isAnswered(need, side) || stays.has(nameOf(need))));
  const old = whole(before);
  const left = [...whole(after), ...old.filter(({ placed }) => stays.has(placed.key))];
  const byCluster = Map.groupBy(left, ({ placed }) => targetOf(placed));
  return new Map(
    [...Map.groupBy(old, ({ placed }) => targetOf(placed))].map(([cluster, rules]) => [
      cluster,
      { before: rules, after: isEnded(service, cluster, situation, stays) ? [] : (byCluster.get(cluster) ?? []) },
    ]),
  );
}

/** A program that people reached by some routes, and no longer do. */
export interface CutWay {
  readonly program: string;
  readonly routes: readonly RouteRule[];
}

export const cutWays = oncePer((situation: Situation): CutWay[] =>
  VITAL.flatMap(([program, service]) =>
    [...waysTo(service, situation).values()].flatMap(({ before, after }) => {
      const isSecure = before.some(({ isTls }) => isTls);
      const isLeft = after.some(({ isTls }) => isTls || !isSecure);
      return before.length === 0 || isLeft ? [] : [{ program, routes: before }];
    }),
  ),
);

/** Whether a program runs and its cluster's entrance may reach it, as far as git tells, before a change and not after it. */
function isEnded(service: RegExp, cluster: string, { before, after }: Situation, stays: ReadonlySet<string>): boolean {
  const was = programIn(cluster, service, before);
  if (was.length === 0 || was.some(({ key }) => stays.has(key))) return false;
  const is = programIn(cluster, service, after);
  return is.length === 0 || (isLetIn(was, before) && !isLetIn(is, after));
}

/** Workloads that run pods of the program. */
function programIn(cluster: string, service: RegExp, desired: Desired): Placed[] {
  return ofKind(desired, "Service")
    .filter(placed => service.test(placed.object.metadata.name) && targetOf(placed) === cluster)
    .flatMap(placed => podsBehind(placed, desired))
    .filter(runsPods);
}

/** Whether network policies let pods of some entrance in; where git holds no entrance, nobody knows, and they do. */
function isLetIn(program: readonly Placed[], desired: Desired): boolean {
  const clusters = new Set(program.map(targetOf));
  const doors = entrances(desired)
    .filter(service => clusters.has(targetOf(service)))
    .flatMap(service => podsBehind(service, desired));
  return doors.length === 0 || doors.some(door => program.some(workload => admits(workload, door, desired)));
}
