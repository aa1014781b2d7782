import { expect, test } from "vitest";
import { componentsOf } from "../../inventory/lab/installed-components.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { alertsOf } from "./alerts-of.ts";

test("alerts-of tells every alert of every component, in words that Prometheus has not to fill in", async () => {
  const lab = await declaredLab();
  const alerts = componentsOf(lab).flatMap(({ name, unit }) => {
    const text = alertsOf.tell(lab, name);
    expect(text, name).not.toContain("{{");
    return (unit.component?.alerts?.(lab.cluster) ?? []).map(alert => ({ text, alert: alert.name }));
  });
  expect(alerts.length).toBeGreaterThan(20);
  for (const { text, alert } of alerts) expect(text).toContain(`**${alert}**`);
});
