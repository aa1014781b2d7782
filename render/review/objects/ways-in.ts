import type { Desired } from "../desired.ts";
import type { Situation } from "../situation.ts";
import { isAnswered, nameOf, needsOf } from "./needs.ts";
import { targetOf } from "./neighbour.ts";
import { type RouteRule, servingRules } from "./route-rules.ts";
import { staying } from "./staying.ts";

/** Programs without which nobody can put anything right, by the usual names of their Services. */
export const VITAL: readonly (readonly [program: string, service: RegExp])[] = [
  ["Argo CD", /(^|-)argo-?cd-server$/],
  ["Vault", /^vault(-ui|-active|-internal)?$/],
  ["Gitea", /^(gitea|forgejo)(-http|-web)?$/],
];

/** Routes that lead to a program and have all that they need, before and after a change, by cluster. */
export function waysTo(
  service: RegExp,
  situation: Situation,
): Map<string, { before: RouteRule[]; after: RouteRule[] }> {
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
      { before: rules, after: byCluster.get(cluster) ?? [] },
    ]),
  );
}
