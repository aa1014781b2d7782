import { groupKind } from "../../../platform/cluster-scoped.ts";
import { type Fields, fieldsOf, textOf, valueAt } from "../objects/fields.ts";
import { MIDDLEWARE } from "../objects/guards.ts";
import { inWords } from "../objects/in-words.ts";
import type { Danger, Sight } from "./danger.ts";

/**
 * What is weaker, but still there; what a route loses altogether is told by the dangers of routes.
 *
 * @see https://doc.traefik.io/traefik/v3.7/reference/routing-configuration/http/middlewares/overview/
 */
export const middlewareWeakened: Danger = {
  id: "middleware-weakened",
  level: "warn",
  explanation:
    "A middleware guards its routes less, or somebody else decides who gets in: it counts for all routes that name it",
  remedy: "Give the one route that needs it a middleware of its own",
  change: ({ old, fresh }) => {
    if (old === undefined || fresh === undefined || groupKind(fresh.object) !== MIDDLEWARE) return [];
    const [was, is] = [fieldsOf(old.object.spec), fieldsOf(fresh.object.spec)];
    return [...otherJudge(was, is), ...higherLimit(was, is), ...lostHeaders(was, is)];
  },
};

function otherJudge(was: Fields, is: Fields): Sight[] {
  const JUDGES = ["forwardAuth.address", "basicAuth.secret", "digestAuth.secret"];
  const changed = JUDGES.filter(path => [was, is].every(spec => valueAt(spec, path) != null)).filter(
    path => valueAt(was, path) !== valueAt(is, path),
  );
  const trusts = "forwardAuth.trustForwardHeader";
  return [
    ...changed.map(path => ({ what: `"${inWords(valueAt(is, path))}" decides who gets in`, field: `spec.${path}` })),
    ...(valueAt(is, trusts) === true && valueAt(was, "forwardAuth") != null && valueAt(was, trusts) !== true
      ? [{ what: "it believes what visitors say of their address", field: `spec.${trusts}` }]
      : []),
  ];
}

function higherLimit(was: Fields, is: Fields): Sight[] {
  const [before, after] = [perSecond(was), perSecond(is)];
  if (before === undefined || after === undefined || after <= before) return [];
  return [
    {
      level: "note",
      what: `it lets through ${after} requests a second in place of ${before}`,
      field: "spec.rateLimit",
    },
  ];
}

function perSecond({ rateLimit }: Fields): number | undefined {
  const { average, period } = fieldsOf(rateLimit);
  const seconds = secondsOf(period);
  return typeof average === "number" && average > 0 && seconds > 0 ? average / seconds : undefined;
}

function secondsOf(period: unknown): number {
  if (typeof period === "number") return period;
  const [, count, unit = ""] = /^(\d+)(ms|s|m|h)$/.exec(textOf(period) ?? "1s") ?? [];
  return Number(count ?? 0) * ({ ms: 0.001, s: 1, m: 60, h: 3600 }[unit] ?? 0);
}

const HEADERS = ["contentSecurityPolicy", "contentTypeNosniff", "frameDeny", "referrerPolicy", "stsSeconds"];

function lostHeaders(was: Fields, is: Fields): Sight[] {
  return HEADERS.filter(header => isSet(was, header) && !isSet(is, header)).map(header => ({
    level: "note",
    what: `it no longer sets the header of ${header}`,
    field: `spec.headers.${header}`,
  }));
}

function isSet(spec: Fields, header: string): boolean {
  return Boolean(valueAt(spec, `headers.${header}`));
}
