import type { Desired } from "../desired.ts";
import type { Situation } from "../situation.ts";
import { isAnswered, nameOf, needsOf } from "./needs.ts";
import { targetOf } from "./neighbour.ts";
import { ofKind } from "./of-kind.ts";
import { podsBehind, runsPods } from "./pods-behind.ts";
import { type RouteRule, servingRules } from "./route-rules.ts";
import { staying } from "./staying.ts";

/** Programs without which nobody can put anything right, by the usual names of their Services. */
export const VITAL: readonly (readonly [program: string, service: RegExp])[] = [
  ["Argo CD", /(^|-)argo-?cd-server$/],
  ["Vault", /^vault(-ui|-active|-internal)?$/],
  ["Gitea", /^(gitea|forgejo)(-http|-web)?$/],
];

/**
 * Routes that lead to a program and have all that they need, before and after a change, by cluster. Where no pod of the
 * program is left, no route leads there.
 */
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
      { before: rules, after: isEnded(service, cluster, situation) ? [] : (byCluster.get(cluster) ?? []) },
    ]),
  );
}

/** Whether pods of a program ran in a cluster, as far as git tells, and run no more. */
function isEnded(service: RegExp, cluster: string, situation: Situation): boolean {
  const running = (side: Desired) =>
    ofKind(side, "Service")
      .filter(placed => service.test(placed.object.metadata.name) && targetOf(placed) === cluster)
      .flatMap(placed => podsBehind(placed, side))
      .filter(runsPods);
  const [was, is] = [running(situation.before), running(situation.after)];
  return was.length > 0 && is.length === 0 && !was.some(({ key }) => staying(situation).has(key));
}
