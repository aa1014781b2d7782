import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { argocdEgressClosed } from "./argocd-egress-closed.ts";

const settings = sampleObject("v1", "ConfigMap", "argocd-cm", { data: {} });
const policy = (spec: object) =>
  sampleObject("networking.k8s.io/v1", "NetworkPolicy", "out", { spec: { podSelector: {}, ...spec } });
const to = (...cidrs: string[]) =>
  policy({ policyTypes: ["Egress"], egress: cidrs.map(cidr => ({ to: [{ ipBlock: { cidr } }] })) });
const closed = (before: object[], after: object[]) =>
  seen(
    argocdEgressClosed,
    { argocd: [settings, ...(before as never[])] },
    { argocd: [settings, ...(after as never[])] },
  );

test("argocd-egress-closed stops a policy that lets it out to nothing", () => {
  expect(closed([], [policy({ policyTypes: ["Ingress", "Egress"] })])).toEqual([
    "stop: Argo CD may connect to nothing any more",
  ]);
});

test("argocd-egress-closed warns of a new limit, and of a way out that goes", () => {
  expect(closed([], [to("192.168.1.202/32")])).toEqual(["warn: it now limits where Argo CD connects to"]);
  expect(closed([to("192.168.1.202/32", "10.0.0.0/8")], [to("10.0.0.0/8")])).toEqual([
    "warn: it no longer lets out to 192.168.1.202/32 on every port",
  ]);
});

test("argocd-egress-closed is silent about other pods, other namespaces, and what comes in", () => {
  const other = { policyTypes: ["Egress"], podSelector: { matchLabels: { "app.kubernetes.io/name": "argocd-redis" } } };
  expect(closed([], [policy(other)])).toEqual([]);
  expect(closed([], [policy({ policyTypes: ["Ingress"] })])).toEqual([]);
  expect(seen(argocdEgressClosed, { argocd: [settings], erp: [] }, { argocd: [settings], erp: [to()] })).toEqual([]);
});
