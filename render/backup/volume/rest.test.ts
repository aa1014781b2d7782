import { describe, expect, test } from "vitest";
import type { Kubectl } from "../../remote/kubectl.ts";
import { rest, resume } from "./rest.ts";

const NOTE = "lab/before-rest";

/** A workload that can be read and patched. */
function live(kind: string, spec: Record<string, unknown>) {
  const workload = { metadata: { annotations: {} as Record<string, string | null> }, spec };
  const kubectl: Kubectl = async words => {
    const patch = words.find(word => word.startsWith("--patch="))?.slice("--patch=".length);
    if (patch === undefined) return JSON.stringify(workload);
    const { metadata, spec: changes } = JSON.parse(patch);
    Object.assign(workload.metadata.annotations, metadata.annotations);
    if (metadata.annotations[NOTE] === null) delete workload.metadata.annotations[NOTE];
    Object.assign(workload.spec, changes);
    return "";
  };
  return { workload, kubectl, named: { namespace: "erp", kind, name: "erp" } };
}

describe("rest() and resume()", () => {
  test.each([
    ["Deployment", { replicas: 3 }, { replicas: 0 }, { replicas: 3 }],
    ["StatefulSet", {}, { replicas: 0 }, { replicas: 1 }],
    ["Deployment", { replicas: 0 }, { replicas: 0 }, { replicas: 0 }],
    ["CronJob", {}, { suspend: true }, { suspend: false }],
    ["CronJob", { suspend: true }, { suspend: true }, { suspend: true }],
  ])("take the pods of a %s with %j away, and give them back", async (kind, spec, atRest, after) => {
    const { workload, kubectl, named } = live(kind, { ...spec });
    await rest(kubectl, named);
    await rest(kubectl, named);
    expect(workload.spec).toEqual(atRest);
    await resume(kubectl, named);
    await resume(kubectl, named);
    expect(workload).toEqual({ metadata: { annotations: {} }, spec: after });
  });

  test("pass over the note of a rest that somebody has ended by hand", async () => {
    const { workload, kubectl, named } = live("Deployment", { replicas: 3 });
    await rest(kubectl, named);
    workload.spec.replicas = 2;
    await rest(kubectl, named);
    await resume(kubectl, named);
    expect(workload.spec).toEqual({ replicas: 2 });
  });
});
