import { oncePer } from "../../memory/once-per.ts";
import type { Situation } from "../situation.ts";
import type { Guards } from "./guards.ts";
import { contains } from "./network-policy.ts";
import { hostKey, type RouteRule, servingRules } from "./route-rules.ts";

/** Requests that were guarded and no longer are. */
export interface GuardLoss {
  /** Rule that answers without the guard. */
  readonly rule: RouteRule;
  readonly guard: "authentication" | "rateLimit" | "crowdsec" | "tls" | "addresses";
  /** Addresses that are newly let in, if only some are. */
  readonly addresses?: readonly string[];
}

/**
 * Each request is known by its host and what else it must be, whatever object answers it; one whose conditions are new
 * is compared with all that its host asked for. A host that is new has nothing to lose.
 */
export const guardLosses = oncePer(({ before, after }: Situation): GuardLoss[] => {
  const [exact, byHost] = [Map.groupBy(servingRules(before), requestKey), Map.groupBy(servingRules(before), hostKey)];
  return [...Map.groupBy(servingRules(after), requestKey)].flatMap(([key, rules]) => {
    const [first] = rules;
    const old = exact.get(key) ?? (first && byHost.get(hostKey(first))) ?? [];
    return old.length === 0 ? [] : lossesOf(old, rules);
  });
});

/** A request, as a person reads it: "erp.example.net" or "erp.example.net, PathPrefix(`/api`)". */
export function requestText({ host, others }: RouteRule): string {
  return [host === "" ? "any host" : `"${host}"`, ...(others === "" ? [] : [others])].join(", ");
}

function requestKey(rule: RouteRule): string {
  return `${hostKey(rule)}\n${rule.others}`;
}

function lossesOf(old: readonly RouteRule[], fresh: readonly RouteRule[]): GuardLoss[] {
  const losses: GuardLoss[] = [];
  for (const guard of ["authentication", "rateLimit", "crowdsec"] as const) {
    const rule = fresh.find(({ guards }) => !guards[guard]);
    if (rule !== undefined && old.every(({ guards }) => guards[guard])) losses.push({ rule, guard });
  }
  const [rule] = fresh;
  if (rule !== undefined && old.some(({ isTls }) => isTls) && !fresh.some(({ isTls }) => isTls))
    losses.push({ rule, guard: "tls" });
  return [...losses, ...newlyAdmitted(old, fresh)];
}

function newlyAdmitted(old: readonly RouteRule[], fresh: readonly RouteRule[]): GuardLoss[] {
  const were = old.map(({ guards }) => guards.ranges);
  if (were.some(ranges => ranges === undefined)) return [];
  const known = were.flatMap(ranges => ranges ?? []);
  return fresh.flatMap((rule): GuardLoss[] => {
    const { ranges } = rule.guards satisfies Guards;
    if (ranges === undefined) return [{ rule, guard: "addresses" }];
    const addresses = ranges.filter(range => !known.some(wide => contains(wide, range)));
    return addresses.length === 0 ? [] : [{ rule, guard: "addresses", addresses }];
  });
}
