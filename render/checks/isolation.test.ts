import { expect, test } from "vitest";
import { declaredLab, type EditableObject, withEdit, withUnits } from "../testing/declared-lab.ts";
import { edit } from "./edits/isolation.ts";
import { isolation } from "./isolation.ts";

const lab = await declaredLab();

const ENFORCE = "pod-security.kubernetes.io/enforce";

function enforcing(id: string, level: string | undefined) {
  return withEdit(lab, id, namespace => {
    namespace.metadata.labels = level === undefined ? {} : { [ENFORCE]: level };
  });
}

test("isolation finds nothing in the declared lab", () => {
  expect(isolation.check(lab)).toEqual([]);
});

test("isolation names the app's namespace that is laxer than restricted", () => {
  expect(isolation.check(edit(lab))).toEqual([
    expect.objectContaining({
      unit: "erp",
      object: "Namespace/erp",
      field: `metadata.labels[${ENFORCE}]`,
      problem: '"baseline" is laxer than "restricted"',
      remedy: 'write "restricted"',
      file: "apps/erp.ts",
    }),
  ]);
});

test("isolation finds a namespace without a level", () => {
  expect(isolation.check(enforcing("erp/Namespace/erp", undefined))).toEqual([
    expect.objectContaining({ problem: "it has none, so any pod may run", remedy: 'write "restricted"' }),
  ]);
});

test("isolation suggests the nearest level for an unknown one", () => {
  expect(isolation.check(enforcing("longhorn/Namespace/longhorn-system", "priviledged"))).toEqual([
    expect.objectContaining({
      object: "Namespace/longhorn-system",
      problem: '"priviledged" is no Pod Security Standard, so any pod may run',
      remedy: 'write "privileged"',
    }),
  ]);
});

test("isolation asks for the reason where a component's namespace is lax", () => {
  expect(isolation.check(enforcing("traefik/Namespace/traefik", "privileged"))).toEqual([
    expect.objectContaining({
      problem: '"privileged" is laxer than "restricted"',
      remedy: 'name "traefik" with its reason in platform/pod-security.ts, or write "restricted"',
    }),
  ]);
});

test("isolation accepts a namespace that is stricter than its exception", () => {
  expect(isolation.check(enforcing("longhorn/Namespace/longhorn-system", "baseline"))).toEqual([]);
});

test("isolation grants no exception to an app that takes the name of one", () => {
  const units = lab.units.map(unit => (unit.name === "longhorn" ? { ...unit, class: "app" as const } : unit));
  expect(isolation.check(withUnits(lab, units))).toContainEqual(
    expect.objectContaining({
      object: "Namespace/longhorn-system",
      problem: '"privileged" is laxer than "restricted"',
    }),
  );
});

test.each<[string, (policy: EditableObject) => void]>([
  [
    "selects some pods only",
    policy => {
      policy.spec.podSelector = { matchLabels: { "app.kubernetes.io/name": "erp" } };
    },
  ],
  [
    "selects by expression",
    policy => {
      policy.spec.podSelector = { matchExpressions: [{ key: "app.kubernetes.io/name", operator: "Exists" }] };
    },
  ],
  [
    "is about egress only",
    policy => {
      policy.spec.policyTypes = ["Egress"];
    },
  ],
  [
    "admits some",
    policy => {
      policy.spec.ingress = [{ from: [{ podSelector: {} }] }];
    },
  ],
])("isolation finds an app's namespace whose policy %s", (_, change) => {
  expect(isolation.check(withEdit(lab, "erp/NetworkPolicy/isolation", change))).toEqual([
    expect.objectContaining({
      unit: "erp",
      object: "Namespace/erp",
      problem: expect.stringContaining('no NetworkPolicy closes "erp"'),
      file: "platform/shapes/tenant.ts",
    }),
  ]);
});

test("isolation finds that the tools are open", () => {
  const opened = withEdit(lab, "foundation/NetworkPolicy/default-deny-tools", policy => {
    policy.metadata.namespace = "tools-host";
  });
  expect(isolation.check(opened)).toEqual([
    expect.objectContaining({ object: "Namespace/tools", file: "platform/components/foundation/index.ts" }),
  ]);
});

test("isolation accepts a closing policy that leaves its type to the default", () => {
  const implied = withEdit(lab, "foundation/NetworkPolicy/default-deny-tools", policy => {
    delete policy.spec.policyTypes;
  });
  expect(isolation.check(implied)).toEqual([]);
});

test.each<[string, (policy: EditableObject) => void, string]>([
  [
    "admits everybody",
    ({ spec }) => {
      spec.ingress.push({});
    },
    "spec.ingress[1]",
  ],
  [
    "admits everybody by empty lists",
    ({ spec }) => {
      spec.ingress = [{ from: [], ports: [] }];
    },
    "spec.ingress[0]",
  ],
  [
    "lets its pods reach everything",
    ({ spec }) => {
      spec.policyTypes = ["Egress"];
      spec.egress = [{}];
    },
    "spec.egress[0]",
  ],
  [
    "lets its pods reach everything, and leaves its types to the default",
    ({ spec }) => {
      delete spec.policyTypes;
      spec.egress = [{ to: [] }];
    },
    "spec.egress[0]",
  ],
])("isolation finds a further policy of an app that %s", (_, change, field) => {
  expect(isolation.check(withEdit(lab, "erp/NetworkPolicy/admit-traefik", change))).toEqual([
    expect.objectContaining({
      unit: "erp",
      object: "NetworkPolicy/admit-traefik",
      field,
      problem: expect.stringContaining("opens everything"),
    }),
  ]);
});

test("isolation finds a policy that another unit puts into an app's namespace, and that opens it", () => {
  const opened = withEdit(lab, "foundation/NetworkPolicy/default-deny-tools-host", policy => {
    policy.metadata.namespace = "erp";
    policy.spec.ingress = [{}];
  });
  expect(isolation.check(opened)).toEqual([
    expect.objectContaining({ unit: "foundation", object: "NetworkPolicy/default-deny-tools-host" }),
  ]);
});

test("isolation accepts rules of a type that the policy does not have, and rules that name ports", () => {
  const edited = withEdit(lab, "erp/NetworkPolicy/admit-traefik", ({ spec }) => {
    spec.policyTypes = ["Ingress"];
    spec.egress = [{}];
    spec.ingress = [{ ports: [{ port: "http", protocol: "TCP" }] }];
  });
  expect(isolation.check(edited)).toEqual([]);
});

test.each(["pods", "count/pods"])("isolation finds a quota that holds no pod, by %s", line => {
  const edited = withEdit(lab, "erp-sandbox/ResourceQuota/quota", ({ spec }) => {
    delete spec.hard.pods;
    spec.hard[line] = "0";
  });
  expect(isolation.check(edited)).toEqual([
    expect.objectContaining({
      object: "ResourceQuota/quota",
      field: `spec.hard[${line}]`,
      problem: '"0" lets no pod run',
    }),
  ]);
});
