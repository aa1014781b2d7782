import { App, Chart } from "cdk8s";
import { expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { argocd } from "./index.ts";
import { PARAMETERS, PARAMETERS_MAP } from "./parameters.ts";

test("every parameter is read by a process: one that none reads does nothing", () => {
  const chart = new Chart(new App(), "argocd");
  argocd.resources(chart, arcodange, { instances: [], components: [] });
  expect([...keysRead(chart.toJson())]).toEqual(expect.arrayContaining(Object.keys(PARAMETERS)));
});

test("what fails may be tried again for a day: what the timeout ends is not begun anew for the same commit", () => {
  expect(Number(PARAMETERS["controller.sync.timeout.seconds"])).toBeGreaterThanOrEqual(24 * 3600);
});

/** Keys of the parameters that a variable is read from. */
function keysRead(node: unknown): Set<string> {
  if (typeof node !== "object" || node === null) return new Set();
  const { name, key } = node as { name?: string; key?: string };
  const own = name === PARAMETERS_MAP && key !== undefined ? [key] : [];
  return new Set([...own, ...Object.values(node).flatMap(child => [...keysRead(child)])]);
}
