import { expect, test } from "vitest";
import { sampleMiddleware, sampleRoute } from "../testing/sample-routes.ts";
import { seen } from "../testing/seen.ts";
import { routeCrowdsecRemoved } from "./route-crowdsec-removed.ts";

const bouncer = (settings: object, plugin = "crowdsec") =>
  sampleMiddleware("guard", { plugin: { [plugin]: { enabled: true, crowdsecMode: "stream", ...settings } } });
const guarded = sampleRoute({ middlewares: ["guard"] });
const told = ['warn: "erp.example.net" is answered without CrowdSec'];

test("route-crowdsec-removed tells where the middleware goes, is switched off, or asks nobody", () => {
  expect(seen(routeCrowdsecRemoved, { erp: [guarded, bouncer({})] }, { erp: [sampleRoute(), bouncer({})] })).toEqual(
    told,
  );
  expect(
    seen(routeCrowdsecRemoved, { erp: [guarded, bouncer({})] }, { erp: [guarded, bouncer({ enabled: false })] }),
  ).toEqual(told);
  const before = bouncer({}, "guardian");
  expect(
    seen(routeCrowdsecRemoved, { erp: [guarded, before] }, { erp: [guarded, bouncer({ crowdsecMode: "none" })] }),
  ).toEqual(told);
});

test("route-crowdsec-removed is silent about other settings", () => {
  const after = bouncer({ updateMaxFailure: 3 });
  expect(seen(routeCrowdsecRemoved, { erp: [guarded, bouncer({})] }, { erp: [guarded, after] })).toEqual([]);
});
