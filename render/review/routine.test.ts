import { describe, expect, test } from "vitest";
import type { Change } from "../tree/change.ts";
import type { FieldChange } from "../tree/field-changes.ts";
import { isRoutine } from "./routine.ts";

const IMAGE = "spec.template.spec.containers[erp].image";
const bumped: FieldChange = { path: IMAGE, before: "git.lab/org/erp:1.0.0", after: "git.lab/org/erp:1.1.0" };

function update(fields: readonly FieldChange[], changes: Partial<Change> = {}): Change {
  return {
    verb: "update",
    path: "home/erp/deployment-erp.yaml",
    cluster: "home",
    unit: "erp",
    object: { apiVersion: "apps/v1", kind: "Deployment", namespace: "erp", name: "erp" },
    fields,
    ...changes,
  };
}

describe("isRoutine()", () => {
  test("is true of new tags only, in whatever workload and however many", () => {
    const job = "spec.jobTemplate.spec.template.spec.initContainers[wait].image";
    expect(isRoutine([update([bumped]), update([bumped, { ...bumped, path: job }])])).toBe(true);
  });

  test("is true of a digest that comes or changes", () => {
    const digest = `sha256:${"a".repeat(64)}`;
    expect(isRoutine([update([{ ...bumped, after: `git.lab/org/erp@${digest}` }])])).toBe(true);
  });

  test("is true of a chart's version", () => {
    const object = { apiVersion: "argoproj.io/v1alpha1", kind: "Application", name: "loki" };
    const version = { path: "spec.source.targetRevision", before: "6.1.0", after: "6.2.0" };
    expect(isRoutine([update([version], { object })])).toBe(true);
    expect(isRoutine([update([{ ...version, after: "main" }], { object })])).toBe(false);
    expect(isRoutine([update([version])])).toBe(false);
  });

  test("is false of nothing at all", () => {
    expect(isRoutine([])).toBe(false);
  });

  test.each<readonly [string, Change]>([
    ["a field beside the tag", update([bumped, { path: "spec.replicas", before: 1, after: 2 }])],
    ["another image", update([{ ...bumped, after: "git.lab/org/webapp:1.1.0" }])],
    ["the same image from elsewhere", update([{ ...bumped, after: "docker.io/org/erp:1.1.0" }])],
    ["an image without a tag", update([{ ...bumped, after: "git.lab/org/erp" }])],
    ["a container that comes", update([{ path: IMAGE, after: "git.lab/org/erp:1.1.0" }])],
    [
      "an argument that looks like an image",
      update([{ ...bumped, path: "spec.template.spec.containers[erp].args[0]" }]),
    ],
    ["containers in another order", update([bumped], { reordered: ["spec.template.spec.containers"] })],
    ["a file that means the same", update([])],
    ...(["create", "replace", "prune", "keep", "orphan", "move"] as const).map(
      verb => [`an object with the verb ${verb}`, update([bumped], { verb })] as const,
    ),
  ])("is false of %s, were all else routine", (_, change) => {
    expect(isRoutine([update([bumped]), change])).toBe(false);
  });
});
