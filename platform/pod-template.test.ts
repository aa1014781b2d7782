import { describe, expect, test } from "vitest";
import type { KubeObject } from "./kube-object.ts";
import { containersOf, podTemplate } from "./pod-template.ts";

const pod = { containers: [{ name: "main" }] };
const template = { metadata: { labels: { a: "b" } }, spec: pod };
const object = (kind: string, spec?: object): KubeObject => ({
  apiVersion: "v1",
  kind,
  metadata: { name: "x", labels: { of: "object" } },
  ...(spec !== undefined && { spec }),
});

describe("podTemplate()", () => {
  test.each(["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job"])("finds the pods of a %s", kind => {
    expect(podTemplate(object(kind, { template }))).toEqual({
      spec: pod,
      labels: { a: "b" },
      path: "spec.template.spec",
    });
  });

  test("finds the pods of a CronJob below its job, and not beside it", () => {
    expect(podTemplate(object("CronJob", { template: {}, jobTemplate: { spec: { template } } }))).toEqual({
      spec: pod,
      labels: { a: "b" },
      path: "spec.jobTemplate.spec.template.spec",
    });
  });

  test("takes a Pod as its own template, with its own labels", () => {
    expect(podTemplate(object("Pod", pod))).toEqual({ spec: pod, labels: { of: "object" }, path: "spec" });
  });

  test("is undefined for an object that makes no pods, whatever it holds", () => {
    expect(podTemplate(object("ConfigMap", { template }))).toBeUndefined();
  });

  test.each(["Deployment", "CronJob", "Pod"])("gives an empty pod for a %s without a specification", kind => {
    expect(podTemplate(object(kind))).toMatchObject({ spec: {} });
  });
});

test("containersOf() lists those that run first before the others, with their paths", () => {
  const found = containersOf({ containers: [{ name: "web" }, { name: "proxy" }], initContainers: [{ name: "setup" }] });
  expect(found.map(({ path }) => path)).toEqual(["initContainers[setup]", "containers[web]", "containers[proxy]"]);
  expect(found.map(({ container }) => container.name)).toEqual(["setup", "web", "proxy"]);
});

test("containersOf() is empty for a pod that names none", () => {
  expect(containersOf({})).toEqual([]);
});
