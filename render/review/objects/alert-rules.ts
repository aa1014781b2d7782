import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { yaml } from "../../tree/yaml.ts";
import { fieldsOf, mappingsOf, textOf, valueAt } from "./fields.ts";

/**
 * Names of the alerts that an object defines: of a PrometheusRule or VMRule, and of rule files in a ConfigMap, in YAML or
 * JSON (https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/). None where a text is no such file.
 */
export function alertsOf(object: KubeObject): string[] {
  switch (groupKind(object)) {
    case "monitoring.coreos.com/PrometheusRule":
    case "operator.victoriametrics.com/VMRule":
      return alertsIn(object.spec);
    case "ConfigMap":
      return Object.values(fieldsOf(object.data)).flatMap(text => alertsIn(parsed(textOf(text) ?? "")));
    default:
      return [];
  }
}

function alertsIn(file: unknown): string[] {
  return mappingsOf(valueAt(file, "groups")).flatMap(group =>
    mappingsOf(group.rules).flatMap(({ alert }) => textOf(alert) ?? []),
  );
}

/** Only what looks like a rule file is worth parsing. */
function parsed(text: string): unknown {
  if (!/\bgroups\b/.test(text) || !/\balert\b/.test(text)) return undefined;
  try {
    return text.trimStart().startsWith("{") ? JSON.parse(text) : yaml().parse(text, { logLevel: "silent" });
  } catch {
    return undefined;
  }
}
