import { Size } from "cdk8s";
import { describe, expect, test } from "vitest";
import { type AnyObject, objectsIn, only, sampleInstance } from "../testing/sample-instance.ts";
import type { ProcessProps } from "./process.ts";
import { StaticSite } from "./static-site.ts";

/** Every prop with a value that is not its default: a new one does not compile until it stands here and below. */
const props: Required<ProcessProps> = {
  port: 3000,
  memory: Size.mebibytes(64),
  cpuMillicores: 20,
  healthPath: "/index.html",
};

/** What of the container shows that the prop has arrived. */
const arrivals: { readonly [Prop in keyof Required<ProcessProps>]: [(container: AnyObject) => unknown, unknown] } = {
  port: [container => container.ports[0].containerPort, 3000],
  memory: [({ resources }) => [resources.requests.memory, resources.limits.memory], ["64Mi", "64Mi"]],
  cpuMillicores: [({ resources }) => resources.requests.cpu, "20m"],
  healthPath: [
    container => ["startupProbe", "readinessProbe", "livenessProbe"].map(probe => container[probe].httpGet.path),
    Array(3).fill("/index.html"),
  ],
};

const site = (id = "site") => objectsIn(chart => new StaticSite(chart, id, { ...sampleInstance(), ...props }));
const labels = { "app.kubernetes.io/name": "shop" };

describe("StaticSite", () => {
  test.each(Object.entries(arrivals))("passes its prop %s on to the container", (_, [field, value]) => {
    expect(field(only(site(), "Deployment").spec.template.spec.containers[0])).toEqual(value);
  });

  test("selects by labels that its pods carry, in every object that selects, whatever its construct id", () => {
    for (const id of ["site", "renamed"]) {
      const objects = site(id);
      const { selector, template } = only(objects, "Deployment").spec;
      expect(template.metadata.labels).toEqual(labels);
      expect(selector.matchLabels).toEqual(labels);
      expect(template.spec.topologySpreadConstraints[0].labelSelector.matchLabels).toEqual(labels);
      expect(only(objects, "PodDisruptionBudget").spec.selector.matchLabels).toEqual(labels);
      expect(only(objects, "Service").spec.selector).toEqual(labels);
    }
  });

  test("always leaves one replica to serve: during a rollout, a drain, and the loss of a node", () => {
    const { replicas, strategy, template } = only(site(), "Deployment").spec;
    expect(replicas - strategy.rollingUpdate.maxUnavailable).toBeGreaterThan(0);
    expect(replicas - only(site(), "PodDisruptionBudget").spec.maxUnavailable).toBeGreaterThan(0);
    expect(template.spec.topologySpreadConstraints).toMatchObject([
      { maxSkew: 1, topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "ScheduleAnyway" },
    ]);
  });

  test("has every field that the restricted Pod Security Standard asks for", () => {
    const pod = only(site(), "Deployment").spec.template.spec;
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
    expect(pod.containers[0].securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      readOnlyRootFilesystem: true,
    });
  });
});
