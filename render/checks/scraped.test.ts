import { describe, expect, test } from "vitest";
import { SCRAPE_EXEMPTIONS } from "../../platform/scrape-exemptions.ts";
import { objectId } from "../model/links.ts";
import { declaredLab, type EditableObject, withEdit } from "../testing/declared-lab.ts";
import { edit } from "./edits/scraped.ts";
import { workloadsOf } from "./lab/objects-by-kind.ts";
import type { Lab } from "./rule.ts";
import { scraped } from "./scraped.ts";

const lab = await declaredLab();

const ALERTMANAGER = "alertmanager/StatefulSet/alertmanager";
const AGENTS = "node-exporter/DaemonSet/node-exporter";
const ADMISSION = "foundation/NetworkPolicy/admit-prometheus-tools";
const PORT = "prometheus.io/port";

function withoutLabel({ spec }: EditableObject): void {
  delete spec.template.metadata.labels["lab/metrics"];
}

/** The lab, with what the namespaces of the tools let Prometheus do. */
function admitting(change: (policy: EditableObject) => void): Lab {
  return withEdit(lab, ADMISSION, change);
}

describe("scraped", () => {
  test("finds nothing in the declared lab", () => {
    expect(scraped.check(lab)).toEqual([]);
  });

  test("names a component that Prometheus does not look at", () => {
    expect(scraped.check(withEdit(lab, ALERTMANAGER, withoutLabel))).toEqual([
      expect.objectContaining({
        unit: "alertmanager",
        object: "StatefulSet/alertmanager",
        field: "spec.template.metadata.labels[lab/metrics]",
        problem: expect.stringContaining("it has none"),
        remedy: expect.stringContaining("platform/scrape-exemptions.ts"),
        file: "platform/components/alertmanager/index.ts",
      }),
    ]);
  });

  test("names a port that no container has, and those that there are", () => {
    expect(scraped.check(edit(lab))).toEqual([
      expect.objectContaining({
        object: "Deployment/kube-state-metrics",
        field: "spec.template.metadata.annotations[prometheus.io/port]",
        problem: 'no container has a port "8088"',
        remedy: 'write "8080" or "8081"',
      }),
    ]);
  });

  test("finds a label without a port, on a pod of an app too", () => {
    const edited = withEdit(lab, "erp/Deployment/erp", ({ spec }) => {
      spec.template.metadata.labels["lab/metrics"] = "scraped";
      spec.template.metadata.annotations = {};
    });
    expect(scraped.check(edited)).toEqual([expect.objectContaining({ unit: "erp", problem: "it has none" })]);
  });

  test("leaves an app alone that has nothing to measure", () => {
    expect(scraped.check(withEdit(lab, "erp/Deployment/erp", withoutLabel))).toEqual([]);
  });

  test.each<[string, (policy: EditableObject) => void]>([
    ["is for other pods", ({ spec }) => (spec.podSelector.matchLabels["lab/metrics"] = "others")],
    ["lets in another namespace", ({ spec }) => (spec.ingress[0].from[0].namespaceSelector.matchLabels = { of: "x" })],
    ["lets in other pods", ({ spec }) => (spec.ingress[0].from[0].podSelector.matchLabels = { of: "x" })],
    ["lets in Prometheus of its own namespace", ({ spec }) => delete spec.ingress[0].from[0].namespaceSelector],
    ["opens another port", ({ spec }) => (spec.ingress[0].ports = [{ port: 1 }])],
  ])("finds that the policy %s, so that Prometheus stays outside", (_, change) => {
    const findings = scraped.check(admitting(change));
    expect(findings).toContainEqual(
      expect.objectContaining({
        unit: "kube-state-metrics",
        problem: "no NetworkPolicy lets Prometheus in to port 8080, and others close its namespace",
      }),
    );
  });

  test.each<[string, object]>([
    ["the name of the port", { port: "http" }],
    ["its number", { port: 8080 }],
    ["a range around it", { port: 8000, endPort: 8100 }],
  ])("is content with a policy that opens %s", (_, open) => {
    const findings = scraped.check(
      admitting(({ spec }) => {
        spec.podSelector.matchLabels = { "app.kubernetes.io/name": "kube-state-metrics" };
        spec.ingress[0].ports = [open];
      }),
    );
    expect(findings).not.toContainEqual(expect.objectContaining({ unit: "kube-state-metrics" }));
  });

  test.each<[string, string, (rule: EditableObject) => void]>([
    ["the nodes only", "kube-state-metrics", rule => rule.to.splice(1)],
    ["the pods only", "node-exporter", rule => (rule.to = [{ ipBlock: { cidr: lab.cluster.networks.pods } }])],
    [
      "another namespace",
      "kube-state-metrics",
      rule => (rule.to = [{ namespaceSelector: { matchLabels: { of: "x" } } }]),
    ],
    ["everything at another port", "kube-state-metrics", rule => (rule.ports = [{ port: 1 }])],
  ])("finds that Prometheus may go out to %s", (_, unit, change) => {
    const shut = withEdit(lab, "prometheus/NetworkPolicy/prometheus", ({ spec }) => {
      change(spec.egress.find(({ to }: EditableObject) => to[0].ipBlock !== undefined));
    });
    expect(scraped.check(shut)).toContainEqual(
      expect.objectContaining({
        unit,
        problem: expect.stringMatching(/^no NetworkPolicy lets Prometheus out to port \d+ of/),
        file: "platform/components/prometheus/index.ts",
      }),
    );
  });

  test("asks no policy about pods on the network of their host, which none holds", () => {
    const shut = withEdit(lab, "foundation/NetworkPolicy/admit-prometheus-tools-host", ({ spec }) => {
      spec.ingress = [];
    });
    expect(scraped.check(shut)).not.toContainEqual(expect.objectContaining({ unit: "node-exporter" }));
    const own = withEdit(shut, AGENTS, ({ spec }) => delete spec.template.spec.hostNetwork);
    expect(scraped.check(own)).toContainEqual(expect.objectContaining({ unit: "node-exporter" }));
  });

  test("finds an exemption that is no longer needed", () => {
    const edited = withEdit(lab, "longhorn/Deployment/longhorn-ui", ({ spec }) => {
      const { metadata, spec: pod } = spec.template;
      metadata.labels["lab/metrics"] = "scraped";
      metadata.annotations = { [PORT]: String(pod.containers[0].ports[0].containerPort) };
    });
    expect(scraped.check(edited)).toContainEqual(
      expect.objectContaining({ remedy: "remove the exemption", file: "platform/scrape-exemptions.ts" }),
    );
  });

  test("has no exemption for a workload that there is not", () => {
    const workloads = workloadsOf(lab).map(({ object }) => objectId(object));
    expect(workloads).toEqual(expect.arrayContaining(SCRAPE_EXEMPTIONS.map(({ workload }) => workload)));
  });
});
