import { ApiObject, type Chart, type Size } from "cdk8s";
import { afterEach, describe, expect, test } from "vitest";
import { WebApp } from "../../platform/shapes/web-app.ts";
import { objectsIn, sampleInstance } from "../../platform/testing/sample-instance.ts";
import { sampleUnit } from "../testing/sample-unit.ts";
import { build } from "./build.ts";
import type { Unit } from "./unit.ts";

const config = (chart: Chart, name: string, fields: object = {}) =>
  new ApiObject(chart, name, { apiVersion: "v1", kind: "ConfigMap", metadata: { name }, ...fields });
const unit = (populate: (chart: Chart) => void, changes: Partial<Unit> = {}): Unit => {
  const { objects: _, ...rest } = sampleUnit("erp", [], { file: "render/model/build.test.ts", ...changes });
  return { ...rest, populate };
};
const failing = (message: string) =>
  build(
    unit(() => {
      throw new Error(message);
    }),
  );

describe("build()", () => {
  test("gives the objects of a unit, finished, in the order in which they were made", () => {
    const { unit: built, findings } = build(
      unit(chart => {
        config(chart, "b");
        config(chart, "a");
      }),
    );
    expect(findings).toEqual([]);
    expect(built.objects.map(({ metadata }) => metadata)).toEqual([
      { name: "b", namespace: "erp" },
      { name: "a", namespace: "erp" },
    ]);
  });

  test("gives no objects for a unit that lies in another repository altogether", () => {
    const { populate: _, ...elsewhere } = unit(() => {});
    expect(build(elsewhere)).toEqual({ unit: { ...elsewhere, objects: [] }, findings: [] });
  });

  test("makes a finding of what throws, with its message, file and line, and goes on", () => {
    const { unit: built, findings } = failing("no port");
    expect(built.objects).toEqual([]);
    expect(findings).toMatchObject([
      { level: "error", rule: "build", cluster: "home", unit: "erp", file: "render/model/build.test.ts" },
    ]);
    expect(findings[0]?.problem).toMatch(/^it throws "no port", line \d+$/);
  });

  test("finds the line also where the message names the file itself", () => {
    expect(failing("see render/model/build.test.ts").findings[0]?.problem).toMatch(/, line \d+$/);
  });

  test("finds the line of the app where a shape throws", () => {
    const web = (chart: Chart) =>
      new WebApp(chart, "web", { ...sampleInstance(), port: 8080, memory: undefined as unknown as Size });
    expect(build(unit(web)).findings[0]?.problem).toMatch(/, line \d+$/);
  });

  test.each([
    ["a text", "no port", 'it throws "no port"'],
    ["nothing", undefined, 'it throws "undefined"'],
  ])("makes a finding of %s that is thrown", (_, thrown, problem) => {
    const built = build(
      unit(() => {
        throw thrown;
      }),
    );
    expect(built.findings).toMatchObject([{ problem }]);
  });

  test("makes a finding of a value that is no plain data", () => {
    const built = build(unit(chart => config(chart, "a", { data: { when: new Map() } })));
    expect(built.findings).toHaveLength(1);
  });

  test("lets units share construct ids and names: each has a chart of its own", () => {
    const [one, other] = ["erp", "cms"].map(namespace => build(unit(chart => config(chart, "a"), { namespace })).unit);
    expect(one?.objects[0]?.metadata.namespace).toBe("erp");
    expect(other?.objects[0]?.metadata.namespace).toBe("cms");
  });

  test("is not moved by a unit that failed before", () => {
    const alone = build(unit(chart => config(chart, "a"))).unit.objects;
    failing("half way");
    expect(build(unit(chart => config(chart, "a"))).unit.objects).toEqual(alone);
  });

  test("leaves objects without a name of cdk8s's making: what is named stays as it is named", () => {
    expect(build(unit(chart => config(chart, "plain"))).unit.objects[0]?.metadata.name).toBe("plain");
  });
});

describe("build() under variables of cdk8s", () => {
  const variables = ["CDK8S_DISABLE_SORT", "CDK8S_LEGACY_HASH", "CDK8S_RECORD_CONSTRUCT_METADATA", "CDK8S_OUTDIR"];
  afterEach(() => {
    for (const variable of variables) delete process.env[variable];
  });
  const shuffled = (chart: Chart) => {
    config(chart, "a", { data: { z: "1", a: "2" } });
    new ApiObject(chart, "unnamed", { apiVersion: "v1", kind: "ConfigMap" });
  };

  test.each(variables)("gives the same objects with %s set", variable => {
    const expected = JSON.stringify(build(unit(shuffled)).unit.objects);
    process.env[variable] = "true";
    expect(JSON.stringify(build(unit(shuffled)).unit.objects)).toBe(expected);
  });

  test("would give others if nothing were done about it", () => {
    const expected = JSON.stringify(objectsIn(shuffled));
    process.env.CDK8S_DISABLE_SORT = "true";
    expect(JSON.stringify(objectsIn(shuffled))).not.toBe(expected);
  });
});
