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

test("alerts-of says after how long somebody is told, in hours where they are many minutes, and not of what is always told", async () => {
  const lab = await declaredLab();
  expect(alertsOf.tell(lab, "longhorn")).toMatch(/VolumeNeverBackedUp.*, after 30 hours \|/);
  expect(alertsOf.tell(lab, "prometheus")).toMatch(/Watchdog.*a watcher outside, always \|/);
});

test("alerts-of keeps what a command has in common with Markdown or HTML as it is written", async () => {
  const lab = await declaredLab();
  expect(alertsOf.tell(lab, "prometheus")).toContain(String.raw`({\_\_name\_\_!=""})`);
  expect(alertsOf.tell(lab, "node-exporter")).toContain(String.raw`du -xh -d 2 \<mountpoint>`);
});

test("alerts-of joins two labels of which an alert has one", async () => {
  expect(alertsOf.tell(await declaredLab(), "kube-state-metrics")).toContain("`<deployment>` or `<statefulset>`");
});
