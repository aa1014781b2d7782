import { describe, expect, test } from "vitest";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import { graphOf } from "../model/graph.ts";
import { sampleObject, sampleUnit } from "../testing/sample-unit.ts";
import { imagePlatforms } from "./image-platforms.ts";

const mixed = {
  ...sampleCluster,
  nodes: {
    ...sampleCluster.nodes,
    server: { ...sampleCluster.nodes.pi1, architecture: "amd64", address: "192.168.1.20" } as never,
  },
};

function findings(image: string | undefined, nodeSelector?: Record<string, string>, cluster = sampleCluster) {
  const spec = { template: { spec: { nodeSelector, containers: [{ name: "web", image }] } } };
  const units = [sampleUnit("web", [sampleObject("apps/v1/Deployment", "web/web", { spec })], { cluster })];
  return imagePlatforms.check({ cluster, units, graph: graphOf(units), prose: new Map() });
}

describe("image-platforms", () => {
  test("accepts an image whose publisher builds it for every node", () => {
    expect(findings("quay.io/argoproj/argocd:v3.5.1", undefined, mixed)).toEqual([]);
  });

  test("accepts what the lab's own CI built, with and without a registry in its name", () => {
    expect(findings("git.home.lab/home-org/web:1.0.0")).toEqual([]);
    expect(findings("web:1.0.0")).toEqual([]);
  });

  test("names the image that nobody has looked at, the nearest one, and where to say it", () => {
    expect(findings("quay.io/argoproj/argo-cd:v3.5.1")).toMatchObject([
      {
        unit: "web",
        field: "spec.template.spec.containers[web].image",
        problem: 'nobody has said which platforms "quay.io/argoproj/argo-cd" is built for',
        remedy: 'add it with the platforms of its manifest, or write "quay.io/argoproj/argocd"',
        file: "platform/image-platforms.ts",
      },
    ]);
  });

  test("sees the images of containers that run first too", () => {
    const spec = { template: { spec: { initContainers: [{ name: "first", image: "ghcr.io/team/first:1" }] } } };
    const units = [sampleUnit("web", [sampleObject("apps/v1/DaemonSet", "web/web", { spec })])];
    const lab = { cluster: sampleCluster, units, graph: graphOf(units), prose: new Map() };
    expect(imagePlatforms.check(lab)).toMatchObject([{ field: "spec.template.spec.initContainers[first].image" }]);
  });

  test.each<[string, object]>([
    ["command[2]", { command: ["manager", "--engine-image", "docker.io/team/engine:v1"] }],
    ["args[0]", { args: ["--image=docker.io/team/engine:v1"] }],
    ["env[ENGINE]", { env: [{ name: "ENGINE", value: "docker.io/team/engine:v1" }] }],
  ])("sees the image that a container is told to start others from, in its %s", (field, told) => {
    const container = { name: "manager", image: "docker.io/longhornio/longhorn-manager:v1.12.1", ...told };
    const spec = { template: { spec: { containers: [container] } } };
    const units = [sampleUnit("web", [sampleObject("apps/v1/DaemonSet", "web/web", { spec })])];
    expect(
      imagePlatforms.check({ cluster: sampleCluster, units, graph: graphOf(units), prose: new Map() }),
    ).toMatchObject([
      {
        field: `spec.template.spec.containers[manager].${field}`,
        problem: 'nobody has said which platforms "docker.io/team/engine" is built for',
      },
    ]);
  });

  test.each([
    "http://longhorn-backend:9500/v1",
    "redis://localhost:6379",
    "alertmanager.tools.svc:9093",
    "-data=/var/x:ro",
  ])("takes %s for no image", argument => {
    const container = { name: "web", image: "quay.io/argoproj/argocd:v3.5.1", args: [argument] };
    const spec = { template: { spec: { containers: [container] } } };
    const units = [sampleUnit("web", [sampleObject("apps/v1/DaemonSet", "web/web", { spec })])];
    expect(imagePlatforms.check({ cluster: sampleCluster, units, graph: graphOf(units), prose: new Map() })).toEqual(
      [],
    );
  });

  test("leaves an image that is missing to the rule about tags", () => {
    expect(findings(undefined)).toEqual([]);
  });
});
