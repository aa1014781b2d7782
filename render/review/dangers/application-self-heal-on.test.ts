import { expect, test } from "vitest";
import { sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { applicationSelfHealOn } from "./application-self-heal-on.ts";

const automated = (policy?: object) => ({
  applications: [sampleApplication("erp", { syncPolicy: policy && { automated: policy } })],
});

test("application-self-heal-on notes that self-healing is switched on", () => {
  const noted = ["note: self-healing is switched on"];
  expect(seen(applicationSelfHealOn, automated({ selfHeal: false }), automated({ selfHeal: true }))).toEqual(noted);
  expect(seen(applicationSelfHealOn, automated(), automated({ selfHeal: true }))).toEqual(noted);
});

test("application-self-heal-on is silent where it was on, and where the automation is off", () => {
  expect(
    seen(applicationSelfHealOn, automated({ selfHeal: true }), automated({ selfHeal: true, prune: true })),
  ).toEqual([]);
  expect(seen(applicationSelfHealOn, automated({}), automated({ selfHeal: true, enabled: false }))).toEqual([]);
});
