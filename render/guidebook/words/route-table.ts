import type { Lab } from "../../checks/rule.ts";
import type { Route } from "../../inventory/network/routes.ts";
import { code, table } from "../markdown.ts";
import { named } from "./named.ts";
import { answerer, enteredBy, guardsInWords, hostInWords, signerInWords } from "./route-words.ts";

/** Host names that Traefik answers, one row each; names of many apps that are answered in the same way are one row. */
export function routeTable(lab: Lab, routes: readonly Route[]): string {
  const groups = Map.groupBy(routes, route =>
    route.unit.instance === undefined ? route : JSON.stringify([...wayIn(route), route.others, route.backend.port]),
  );
  return table(
    ["Name", "Who answers", "Enters by", "Login and guards", "Certificate"],
    [...groups.values()].flatMap(group => {
      const [first] = group;
      if (first === undefined || group.length < FEWEST) return group.map(route => rowOf(lab, route));
      return [[named(group.map(hostInWords)), answererOfAll(first), ...wayIn(first)]];
    }),
  );
}

/** Fewer rows that are alike stay apart. */
const FEWEST = 4;

function rowOf(lab: Lab, route: Route): string[] {
  return [hostInWords(route), answerer(lab, route), ...wayIn(route)];
}

function answererOfAll({ backend: { port } }: Route): string {
  return port === undefined ? "the app that declares it" : `the app that declares it, port ${code(String(port))}`;
}

function wayIn(route: Route): string[] {
  return [enteredBy(route), guardsInWords(route), signerInWords(route)];
}
