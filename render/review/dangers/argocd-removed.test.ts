import { expect, test } from "vitest";
import { sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { argocdRemoved } from "./argocd-removed.ts";

const settings = sampleObject("v1", "ConfigMap", "argocd-cm", { data: {} });
const server = sampleDeployment({ name: "argocd-repo-server" });

test("argocd-removed stops Argo CD from deleting a part of itself", () => {
  expect(seen(argocdRemoved, { argocd: [settings, server] }, { argocd: [settings] })).toEqual([
    'stop: Deployment "argocd-repo-server" of Argo CD is deleted',
  ]);
  expect(seen(argocdRemoved, { argocd: [settings, server] }, { argocd: [server] })).toEqual([
    'stop: ConfigMap "argocd-cm" of Argo CD is deleted',
  ]);
});

test("argocd-removed stops it from deleting its own Application with all it deploys", () => {
  expect(seen(argocdRemoved, { argocd: [settings], erp: [] }, { erp: [] })).toEqual([
    'stop: Application "argocd" is deleted, and Argo CD with it',
  ]);
});

test("argocd-removed is silent where the Application has no finalizer, and about other programs", () => {
  const loose = sampleApplication("argocd", {}, { finalizers: [] });
  expect(seen(argocdRemoved, { applications: [loose], argocd: [settings], erp: [] }, { erp: [] })).toEqual([]);
  expect(seen(argocdRemoved, { argocd: [settings], erp: [server] }, { argocd: [settings], erp: [] })).toEqual([]);
});
