import { expect, test } from "vitest";
import { applicationsOf } from "./applications.ts";
import { readObjects } from "./read-objects.ts";

const application = (name: string, { path = name, ...spec }: Record<string, unknown> = {}, finalizers: string[] = []) =>
  JSON.stringify({
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: { name, namespace: "argocd", finalizers },
    spec: { source: { path }, destination: { namespace: name }, ...spec },
  });

const PLACE = "arcodange/applications/application-erp.yaml";
const find = (files: Record<string, string>) => applicationsOf(new Map(Object.entries(files)), readObjects);
const erp = (spec?: Record<string, unknown>, finalizers?: string[]) =>
  find({ [PLACE]: application("erp", spec, finalizers) }).byName("arcodange", "erp");

test("applicationsOf() finds an Application by name, in the file of its name or in another", () => {
  expect(erp()).toMatchObject({ name: "erp", namespace: "erp" });
  const elsewhere = find({ "arcodange/applications/all.yaml": `${application("cms")}\n---\n${application("erp")}` });
  expect(elsewhere.byName("arcodange", "erp")?.name).toBe("erp");
});

test("applicationsOf() goes by what a file declares, not by what it is called", () => {
  expect(find({ [PLACE]: application("erp-sandbox") }).byName("arcodange", "erp")).toBeUndefined();
  expect(find({ [PLACE]: "a: b: c" }).byName("arcodange", "erp")).toBeUndefined();
  expect(find({ [PLACE]: application("erp") }).byName("rehearsal", "erp")).toBeUndefined();
});

test("applicationsOf() finds the root by what it syncs, also among several sources", () => {
  const files = {
    [PLACE]: application("erp", { path: "rendered/arcodange/erp" }),
    "arcodange/applications/application-lab.yaml": application("lab", { path: "rendered/arcodange/applications/" }),
    "rehearsal/applications/application-lab.yaml": application("all", {
      sources: [{ chart: "x" }, { path: "rehearsal/applications" }],
    }),
  };
  expect(find(files).root("arcodange")?.name).toBe("lab");
  expect(find(files).root("rehearsal")?.name).toBe("all");
  expect(
    find({ [PLACE]: application("erp", { path: "old-arcodange/applications" }) }).root("arcodange"),
  ).toBeUndefined();
});

test("applicationsOf() says that an Application prunes only if it syncs by itself", () => {
  expect(erp({ syncPolicy: { automated: { prune: true } } })?.prunes).toBe(true);
  expect(erp({ syncPolicy: { automated: { prune: true, enabled: false } } })?.prunes).toBe(false);
  expect(erp({ syncPolicy: { automated: {} } })?.prunes).toBe(false);
  expect(erp({ syncPolicy: null })?.prunes).toBe(false);
});

test("applicationsOf() knows the finalizers that cascade from others", () => {
  expect(erp({}, ["resources-finalizer.argocd.argoproj.io/background"])?.cascades).toBe(true);
  expect(erp({}, ["resources-finalizer.argocd.argoproj.io/other", "foregroundDeletion"])?.cascades).toBe(false);
});
