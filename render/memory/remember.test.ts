import { ApiObject } from "cdk8s";
import { describe, expect, test } from "vitest";
import type { Instance } from "../../platform/instance.ts";
import { Tenant } from "../../platform/shapes/tenant.ts";
import { sampleCluster, sampleInstance } from "../../platform/testing/sample-instance.ts";
import { build } from "../model/build.ts";
import type { Unit } from "../model/unit.ts";
import { sampleUnit } from "../testing/sample-unit.ts";
import { remembering } from "./remember.ts";
import type { Sources } from "./sources.ts";

const sources = (changes: Partial<Sources> = {}, digest = "erp-1", isSelfContained = true): Sources => ({
  machinery: "machinery-1",
  registry: "registry-1",
  apps: new Map([["apps/erp.ts", { digest, isSelfContained }]]),
  all: "all",
  ...changes,
});

let builds = 0;
const instance = sampleInstance({ app: "erp", name: "erp", image: "git/erp:1", database: true });
const unit = (changes: Partial<Unit> = {}): Unit => {
  const { objects: _, ...rest } = sampleUnit("erp");
  return {
    ...rest,
    class: "app",
    file: "apps/erp.ts",
    instance,
    populate: chart => {
      builds += 1;
      new Tenant(chart, "tenant", instance);
      new ApiObject(chart, "a", {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "a" },
        data: { none: undefined },
      });
    },
    ...changes,
  };
};
const component = (changes: Partial<Unit> = {}): Unit => {
  const { instance: _, ...rest } = unit({ class: "platform", file: "platform/components/erp/index.ts", ...changes });
  return rest;
};

/** Whether `later` is built anew by one who remembers `earlier`. */
function isBuiltAnew(earlier: [Unit, Sources], later: [Unit, Sources]): boolean {
  const first = remembering(earlier[1], {});
  first.build(earlier[0]);
  const before = builds;
  remembering(later[1], first.units).build(later[0]);
  return builds > before;
}

describe("remembering()", () => {
  test("recalls a unit of which nothing changed, of an app and of the platform", () => {
    expect(isBuiltAnew([unit(), sources()], [unit(), sources()])).toBe(false);
    expect(isBuiltAnew([component(), sources()], [component(), sources()])).toBe(false);
  });

  test("gives recalled units as they were built, also from disk", () => {
    const first = remembering(sources(), {});
    const built = first.build(unit());
    const recalled = remembering(sources(), JSON.parse(JSON.stringify(first.units))).build(unit());
    expect(built.unit.objects).toEqual(build(unit()).unit.objects);
    expect(recalled.unit.objects).toStrictEqual(built.unit.objects);
    expect(JSON.stringify(recalled.unit.objects)).toBe(JSON.stringify(built.unit.objects));
    expect(recalled.findings).toEqual([]);
  });

  test("gives the unit itself as it is now: only its objects are recalled", () => {
    const first = remembering(sources(), {});
    first.build(unit());
    const sync = { automated: false, prune: false, selfHeal: false };
    expect(remembering(sources(), first.units).build(unit({ sync })).unit.sync).toEqual(sync);
  });

  test.each<[string, [Unit, Sources]]>([
    ["the machinery", [unit(), sources({ machinery: "machinery-2" })]],
    ["the app's file", [unit(), sources({}, "erp-2")]],
    ["the image", [unit({ instance: { ...instance, image: "git/erp:2" } }), sources()]],
    ["the environment, and with it the name", [unit({ name: "erp-sandbox" }), sources()]],
    ["the cluster", [unit({ cluster: { ...sampleCluster, name: "twin" } }), sources()]],
  ])("builds anew when %s changes", (_, later) => {
    expect(isBuiltAnew([unit(), sources()], later)).toBe(true);
  });

  test("builds a component anew when the machinery changes, and not when an app does", () => {
    expect(isBuiltAnew([component(), sources()], [component(), sources({ machinery: "machinery-2" })])).toBe(true);
    expect(isBuiltAnew([component(), sources()], [component(), sources({}, "erp-2")])).toBe(false);
  });

  test("builds a component anew when the apps that it sees ask for something else", () => {
    const seeing = (changes: Partial<Instance> = {}) =>
      component({ declared: { instances: [{ ...instance, ...changes }], components: [] } });
    expect(isBuiltAnew([seeing(), sources()], [seeing(), sources({}, "erp-2")])).toBe(false);
    expect(isBuiltAnew([seeing(), sources()], [seeing({ publicHosts: ["erp.example.org"] }), sources()])).toBe(true);
  });

  test.each<[string, Sources]>([
    ["depends on more than itself", sources({}, "erp-1", false)],
    ["is not there", sources({ apps: new Map() })],
  ])("never remembers an app whose file %s", (_, unsure) => {
    expect(isBuiltAnew([unit(), unsure], [unit(), unsure])).toBe(true);
    const builder = remembering(unsure, {});
    builder.build(unit());
    expect(builder.units).toEqual({});
  });

  test("never remembers a unit that failed", () => {
    const failing = unit({
      populate: () => {
        throw new Error("half way");
      },
    });
    const builder = remembering(sources(), {});
    expect(builder.build(failing).findings).toHaveLength(1);
    expect(builder.units).toEqual({});
  });

  test("passes on what it recalled, and forgets what was not asked for again", () => {
    const first = remembering(sources(), {});
    first.build(unit());
    first.build(component({ name: "gone" }));
    const second = remembering(sources(), first.units);
    second.build(unit());
    expect(Object.keys(first.units)).toHaveLength(2);
    expect(Object.keys(second.units)).toHaveLength(1);
    expect(isBuiltAnew([unit(), sources()], [unit(), sources()])).toBe(false);
  });
});
