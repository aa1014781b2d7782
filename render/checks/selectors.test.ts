import { expect, test } from "vitest";
import { declaredLab, type EditableObject, withEdit, withUnits } from "../testing/declared-lab.ts";
import { edit } from "./edits/selectors.ts";
import type { Lab } from "./rule.ts";
import { selectors } from "./selectors.ts";

const NAME = "app.kubernetes.io/name";

test("selectors accepts the declared lab", async () => {
  expect(selectors.check(await declaredLab())).toEqual([]);
});

test("selectors refuses a target port that the selected pods do not name", async () => {
  expect(selectors.check(edit(await declaredLab()))).toMatchObject([
    {
      unit: "erp",
      object: "Service/erp",
      field: "spec.ports[0].targetPort",
      problem: 'Deployment/erp has no TCP port "htttp"',
      remedy: 'write "http"',
      file: "apps/erp.ts",
    },
  ]);
});

test("selectors refuses a named port of the other protocol", async () => {
  expect(
    await checkEdited("erp/Service/erp", service => {
      service.spec.ports[0].protocol = "UDP";
    }),
  ).toMatchObject([{ problem: 'Deployment/erp has no UDP port "http"' }]);
});

test("selectors accepts a target port by number, and by default", async () => {
  for (const targetPort of [8080, undefined]) {
    expect(
      await checkEdited("erp/Service/erp", service => {
        service.spec.ports[0].targetPort = targetPort;
      }),
    ).toEqual([]);
  }
});

test("selectors refuses a workload that does not select its own pods", async () => {
  expect(
    await checkEdited("erp/Deployment/erp", ({ spec }) => {
      spec.selector.matchLabels = { [NAME]: "erp", tier: "web" };
    }),
  ).toMatchObject([
    {
      object: "Deployment/erp",
      field: "spec.selector",
      problem: `"${NAME}=erp, tier=web" does not select its own pods, which carry "${NAME}=erp"`,
      remedy: "give spec.template.metadata.labels what the selector wants",
    },
  ]);
});

test("selectors refuses a workload without a selector", async () => {
  expect(
    await checkEdited("erp/Deployment/erp", ({ spec }) => {
      delete spec.selector;
    }),
  ).toMatchObject([{ field: "spec.selector", problem: "it has none", remedy: `write "${NAME}=erp"` }]);
});

test("selectors refuses a Service that selects nothing, and names labels that would be right", async () => {
  expect(
    await checkEdited("erp/Service/erp", ({ spec }) => {
      spec.selector = { [NAME]: "webapp" };
    }),
  ).toMatchObject([
    {
      object: "Service/erp",
      field: "spec.selector",
      problem: `"${NAME}=webapp" selects no pod of namespace "erp"`,
      remedy: `write labels of a workload there, such as "${NAME}=erp" of Deployment/erp,`,
    },
  ]);
});

test("selectors refuses a disruption budget that selects nothing", async () => {
  expect(
    await checkEdited("cms/PodDisruptionBudget/cms", ({ spec }) => {
      spec.selector.matchLabels[NAME] = "site";
    }),
  ).toMatchObject([{ object: "PodDisruptionBudget/cms", field: "spec.selector" }]);
});

test("selectors refuses a network policy that protects nothing", async () => {
  expect(
    await checkEdited("erp/NetworkPolicy/admit-traefik", ({ spec }) => {
      spec.podSelector.matchLabels[NAME] = "erpp";
    }),
  ).toMatchObject([
    {
      object: "NetworkPolicy/admit-traefik",
      field: "spec.podSelector",
      problem: `"${NAME}=erpp" selects no pod of namespace "erp"`,
    },
  ]);
});

test("selectors refuses a network policy that opens a port nobody names", async () => {
  expect(
    await checkEdited("erp/NetworkPolicy/admit-traefik", ({ spec }) => {
      spec.ingress[0].ports[0].port = "web";
    }),
  ).toMatchObject([
    { field: "spec.ingress[0].ports[0].port", problem: 'Deployment/erp has no TCP port "web"', remedy: 'write "http"' },
  ]);
});

test("selectors accepts an empty podSelector, which means every pod, also where there is none", async () => {
  const policy = "foundation/NetworkPolicy/default-deny-tools-host";
  expect(
    await checkEdited(policy, ({ metadata }) => {
      metadata.namespace = "without-pods";
    }),
  ).toEqual([]);
});

test.each([
  [{ key: NAME, operator: "In", values: ["erp", "cms"] }, 0],
  [{ key: NAME, operator: "In", values: ["cms"] }, 1],
  [{ key: NAME, operator: "NotIn", values: ["cms"] }, 0],
  [{ key: NAME, operator: "NotIn", values: ["erp"] }, 1],
  [{ key: NAME, operator: "Exists" }, 0],
  [{ key: "tier", operator: "Exists" }, 1],
  [{ key: "tier", operator: "DoesNotExist" }, 0],
  [{ key: NAME, operator: "DoesNotExist" }, 1],
])("selectors evaluates the expression %j", async (expression, findings) => {
  expect(
    await checkEdited("erp/NetworkPolicy/admit-traefik", ({ spec }) => {
      spec.podSelector = { matchExpressions: [expression] };
    }),
  ).toHaveLength(findings);
});

test("selectors lets a Service select one pod of a StatefulSet by the label that Kubernetes adds", async () => {
  expect(
    await checkEdited("erp/Service/erp", ({ spec }) => {
      spec.selector["statefulset.kubernetes.io/pod-name"] = "erp-0";
    }),
  ).toEqual([]);
});

test("selectors does not ask a Job for the port of a Service whose labels it shares", async () => {
  const lab = await declaredLab();
  const job = {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: { name: "migrate", namespace: "erp" },
    spec: { template: { metadata: { labels: { [NAME]: "erp" } }, spec: { containers: [{ name: "migrate" }] } } },
  };
  const units = lab.units.map(unit => (unit.name === "erp" ? { ...unit, objects: [...unit.objects, job] } : unit));
  expect(selectors.check(withUnits(lab, units))).toEqual([]);
});

test("selectors holds nothing but own selectors against an app whose chart lies elsewhere", async () => {
  const lab = withChart(edit(await declaredLab()));
  expect(selectors.check(lab)).toEqual([]);
  const broken = withEdit(lab, "erp/Deployment/erp", ({ spec }) => {
    spec.selector.matchLabels[NAME] = "other";
  });
  expect(selectors.check(broken)).toMatchObject([{ object: "Deployment/erp" }]);
});

async function checkEdited(id: string, change: (object: EditableObject) => void) {
  return selectors.check(withEdit(await declaredLab(), id, change));
}

function withChart(lab: Lab): Lab {
  const sources = [
    { repoURL: "https://gitea.arcodange.lab/arcodange-org/erp.git", targetRevision: "HEAD", path: "chart" },
  ];
  return withUnits(
    lab,
    lab.units.map(unit => (unit.name === "erp" ? { ...unit, sources } : unit)),
  );
}

test("selectors accepts a policy for what Longhorn starts by itself, and knows those pods by their labels", async () => {
  const name = "longhorn/NetworkPolicy/instance-manager";
  expect(await checkEdited(name, () => {})).toEqual([]);
  expect(
    await checkEdited(name, ({ spec }) => {
      spec.podSelector.matchLabels["longhorn.io/component"] = "instance-manger";
    }),
  ).toMatchObject([{ object: "NetworkPolicy/instance-manager", field: "spec.podSelector" }]);
});
