import { expect, test } from "vitest";
import { PROTECTED, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { alertRuleRemoved } from "./alert-rule-removed.ts";

const groups = (...alerts: string[]) => [{ name: "lab", rules: alerts.map(alert => ({ alert, expr: "up == 0" })) }];
const rule = (...alerts: string[]) =>
  sampleObject("monitoring.coreos.com/v1", "PrometheusRule", "lab", { spec: { groups: groups(...alerts) } });
const config = (name: string, text: string) =>
  sampleObject("v1", "ConfigMap", name, { data: { "alerting_rules.yml": text } });
const json = (...alerts: string[]) => config("prometheus", JSON.stringify({ groups: groups(...alerts) }));

test("alert-rule-removed warns of alerts that leave a PrometheusRule, or go with it", () => {
  expect(seen(alertRuleRemoved, { lab: [rule("Down", "Full")] }, { lab: [rule("Full")] })).toEqual([
    'warn: no rule for "Down" is left',
  ]);
  expect(seen(alertRuleRemoved, { lab: [rule("Down", "Full")] }, { lab: [] })).toEqual([
    'warn: no rule for "Down", "Full" is left',
  ]);
});

test("alert-rule-removed reads rule files in a ConfigMap, in JSON and in YAML", () => {
  const warning = ['warn: no rule for "Down" is left'];
  expect(seen(alertRuleRemoved, { lab: [json("Down", "Full")] }, { lab: [json("Full")] })).toEqual(warning);
  const yaml = (alert: string) => config("rules", `groups:\n  - name: a\n    rules:\n      - alert: ${alert}\n`);
  expect(seen(alertRuleRemoved, { lab: [yaml("Down")] }, { lab: [yaml("Up")] })).toEqual(warning);
});

test("alert-rule-removed is silent where a rule changes, moves to another object, or stays in the cluster", () => {
  const other = { ...rule("Down"), spec: { groups: [{ name: "lab", rules: [{ alert: "Down", expr: "up < 1" }] }] } };
  expect(seen(alertRuleRemoved, { lab: [rule("Down")] }, { lab: [other] })).toEqual([]);
  expect(seen(alertRuleRemoved, { lab: [rule("Down")] }, { lab: [json("Down")] })).toEqual([]);
  const kept = { ...rule("Down"), metadata: { name: "lab", ...PROTECTED } };
  expect(seen(alertRuleRemoved, { lab: [kept] }, { lab: [] })).toEqual([]);
});

test("alert-rule-removed takes a text that is no rule file for what it is", () => {
  const broken = config("prometheus", "{ groups: alert");
  expect(seen(alertRuleRemoved, { lab: [broken] }, { lab: [] })).toEqual([]);
  const readme = config("prometheus", "groups and alert: [both, are, words]\n  - of\n a text");
  expect(seen(alertRuleRemoved, { lab: [readme] }, { lab: [] })).toEqual([]);
});
