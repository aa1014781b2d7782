import { expect, test } from "vitest";
import { sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { applicationSelfHealOff } from "./application-self-heal-off.ts";

const automated = (policy?: object) => ({
  applications: [sampleApplication("erp", { syncPolicy: policy && { automated: policy } })],
});

test("application-self-heal-off warns that self-healing is switched off", () => {
  const warning = ["warn: self-healing is switched off"];
  expect(seen(applicationSelfHealOff, automated({ selfHeal: true }), automated({ selfHeal: false }))).toEqual(warning);
  expect(seen(applicationSelfHealOff, automated({ selfHeal: true }), automated({ prune: true }))).toEqual(warning);
});

test("application-self-heal-off is silent where it was off, and where all automation goes", () => {
  expect(seen(applicationSelfHealOff, automated({}), automated({ selfHeal: false }))).toEqual([]);
  expect(seen(applicationSelfHealOff, automated({ selfHeal: true }), automated())).toEqual([]);
  expect(
    seen(applicationSelfHealOff, automated({ selfHeal: true }), automated({ selfHeal: true, prune: true })),
  ).toEqual([]);
});
