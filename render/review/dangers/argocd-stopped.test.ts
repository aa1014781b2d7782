import { expect, test } from "vitest";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { sampleDeployment, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { argocdStopped } from "./argocd-stopped.ts";

const settings = sampleObject("v1", "ConfigMap", "argocd-cm", { data: {} });
const part = (name: string, replicas: number): KubeObject => sampleDeployment({ name, spec: { replicas } });
const scaled = (name: string, before: number, after: number) =>
  seen(argocdStopped, { argocd: [settings, part(name, before)] }, { argocd: [settings, part(name, after)] });

test.each(["argocd-repo-server", "argocd-redis"])("argocd-stopped stops a change by which %s runs no pod", name => {
  expect(scaled(name, 1, 0)).toEqual([`stop: Deployment "${name}" runs no pod`]);
});

test("argocd-stopped is silent where it goes on, where it stood still, and about other parts and programs", () => {
  expect(scaled("argocd-repo-server", 1, 2)).toEqual([]);
  expect(scaled("argocd-notifications-controller", 1, 0)).toEqual([]);
  expect(seen(argocdStopped, { erp: [part("erp-redis", 1)] }, { erp: [part("erp-redis", 0)] })).toEqual([]);
});
