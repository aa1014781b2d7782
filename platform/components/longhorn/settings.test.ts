import { expect, test } from "vitest";
import { parse } from "yaml";
import { objectsIn, only, sampleCluster } from "../../testing/sample-instance.ts";
import { Settings } from "./settings.ts";

const text = only(
  objectsIn(chart => new Settings(chart, "settings", { cluster: sampleCluster })),
  "ConfigMap",
).data["default-setting.yaml"];
const settings = parse(text) as Record<string, unknown>;

test("Settings are all text, as Longhorn reads nothing else", () => {
  for (const [name, value] of Object.entries(settings)) expect(typeof value, name).toBe("string");
});

test("Settings gives volumes of the UI as many copies as the default class, for both data engines", () => {
  expect(JSON.parse(String(settings["default-replica-count"]))).toEqual({ v1: "2", v2: "2" });
});

test("Settings names both data engines where it reserves cores, or Longhorn would pass it over", () => {
  expect(Object.keys(JSON.parse(String(settings["guaranteed-instance-manager-cpu"])))).toEqual(["v1", "v2"]);
});
