import { expect, test } from "vitest";
import { clusters } from "../../../clusters/index.ts";
import type { Alert } from "../../alert.ts";
import { defineComponent } from "../../component.ts";
import { sampleCluster } from "../../testing/sample-instance.ts";
import { components } from "../index.ts";
import { alertRules } from "./rules.ts";

const full: Alert = {
  name: "CakeBurns",
  expr: "oven_celsius > 220",
  forMinutes: 5,
  severity: "page",
  summary: "The cake burns",
  remedy: "Open the oven.",
};

function component(name: string, alerts: readonly Alert[]) {
  return defineComponent({ name, class: "tool", namespace: "tools", alerts: () => alerts, resources() {} });
}

test("alertRules() makes a group for each component that has alerts", () => {
  const kitchen = component("kitchen", [full, { ...full, name: "CakeBurnt", forMinutes: 0 }]);
  const { groups } = JSON.parse(alertRules(sampleCluster, [kitchen, component("silent", [])]));
  const rule = {
    expr: "oven_celsius > 220",
    labels: { severity: "page", component: "kitchen" },
    annotations: { summary: "The cake burns", description: "Open the oven." },
  };
  expect(groups).toEqual([
    {
      name: "kitchen",
      rules: [
        { alert: "CakeBurns", for: "5m", ...rule },
        { alert: "CakeBurnt", ...rule },
      ],
    },
  ]);
});

test.each(clusters)("every alert of $name has a name of its own, and says what to do", cluster => {
  const alerts = components.flatMap(({ alerts }) => alerts?.(cluster) ?? []);
  const names = alerts.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
  expect(alerts.filter(({ remedy, summary }) => remedy.trim() === "" || summary.trim() === "")).toEqual([]);
});

test.each(clusters)("one heartbeat beats on $name, and no alert explains away those beside it", cluster => {
  const alerts = components.flatMap(({ name: component, alerts }) =>
    (alerts?.(cluster) ?? []).map(alert => ({ component, ...alert })),
  );
  expect(alerts.filter(({ severity }) => severity === "heartbeat")).toHaveLength(1);
  for (const { component, explains } of alerts) {
    if (typeof explains === "object") expect(explains.components).not.toContain(component);
  }
});
