import { expect, test } from "vitest";
import { declaredLab, type EditableObject, withEdit } from "../testing/declared-lab.ts";
import { edit } from "./edits/names.ts";
import { names } from "./names.ts";

test("names accepts the declared lab", async () => {
  expect(names.check(await declaredLab())).toEqual([]);
});

test("names refuses an illegal value of a label", async () => {
  expect(names.check(edit(await declaredLab()))).toMatchObject([
    {
      unit: "erp",
      object: "Deployment/erp",
      field: "metadata.labels[app.kubernetes.io/part-of]",
      problem: `"the company" is not a label's value`,
      remedy: 'write letters, digits and inner "-", "_" and ".", such as "1.2_rc",',
      file: "apps/erp.ts",
    },
  ]);
});

test.each([
  ["Deployment", "Erp", '"Erp" is not a DNS subdomain'],
  ["Deployment", "-erp", '"-erp" is not a DNS subdomain'],
  ["Deployment", "erp..web", '"erp..web" is not a DNS subdomain'],
  ["Deployment", "", "it has none"],
  ["Deployment", undefined, "it has none"],
  ["Deployment", "a".repeat(254), "254 characters and 253 are allowed"],
  ["Namespace", "erp.web", '"erp.web" is not a DNS label'],
  ["Namespace", "a".repeat(64), "64 characters and 63 are allowed"],
  ["Service", "1erp", '"1erp" is not a DNS label that begins with a letter'],
  ["StatefulSet", "a".repeat(53), "53 characters and 52 are allowed"],
  ["CronJob", "a".repeat(53), "53 characters and 52 are allowed"],
  ["Job", "a".repeat(64), "64 characters and 63 are allowed"],
  ["Role", "read/all", '"read/all" is not a path segment'],
])("names refuses a %s named %s", async (kind, name, problem) => {
  expect(await checkNamed(kind, name)).toMatchObject([
    { field: "metadata.name", problem: expect.stringContaining(problem) },
  ]);
});

test.each([
  ["Deployment", "erp.web-1"],
  ["Deployment", "1erp"],
  ["ConfigMap", "a".repeat(253)],
  ["Namespace", "1erp"],
  ["StatefulSet", "a".repeat(52)],
  ["ClusterRole", "system:Node_reader"],
])("names accepts a %s named %s", async (kind, name) => {
  expect(await checkNamed(kind, name)).toEqual([]);
});

const cases: Record<string, [change: (object: EditableObject) => void, field: string, problem: string]> = {
  "an illegal namespace": [
    object => {
      object.metadata.namespace = "erp.sandbox";
    },
    "metadata.namespace",
    '"erp.sandbox" is not a DNS label',
  ],
  "an illegal key of a label": [
    object => {
      object.metadata.labels["part of"] = "erp";
    },
    "metadata.labels[part of]",
    `"part of" is not a label's name`,
  ],
  "an illegal prefix of a key": [
    object => {
      object.metadata.labels["Arcodange/app"] = "erp";
    },
    "metadata.labels[Arcodange/app]",
    '"Arcodange" is not a DNS subdomain',
  ],
  "an illegal key of an annotation": [
    object => {
      object.metadata.annotations = { "a b/c": "d" };
    },
    "metadata.annotations[a b/c]",
    '"a b" is not a DNS subdomain',
  ],
  "a label that is no text": [
    object => {
      object.spec.template.metadata.labels.backup = true;
    },
    "spec.template.metadata.labels[backup]",
    '"true" is a boolean, not text',
  ],
  "an illegal label in a selector": [
    object => {
      object.spec.selector.matchLabels.tier = "web/";
    },
    "spec.selector.matchLabels[tier]",
    `"web/" is not a label's value`,
  ],
  "a container without a name": [
    object => {
      delete object.spec.template.spec.containers[0].name;
    },
    "spec.template.spec.containers[undefined].name",
    "it has none",
  ],
  "a second container of the same name": [
    object => {
      object.spec.template.spec.initContainers = [{ name: "erp" }];
    },
    "spec.template.spec.containers[erp].name",
    '"erp" is taken by one before it',
  ],
  "an illegal name of a volume": [
    object => {
      object.spec.template.spec.volumes[1].name = "Documents";
    },
    "spec.template.spec.volumes[1].name",
    '"Documents" is not a DNS label',
  ],
  "a long name of a port": [
    object => {
      object.spec.template.spec.containers[0].ports[0].name = "http-for-everyone";
    },
    "spec.template.spec.containers[erp].ports[0].name",
    '"http-for-everyone" has 17 characters and 15 are allowed',
  ],
  "a name of a port without a letter": [
    object => {
      object.spec.template.spec.containers[0].ports[0].name = "8080";
    },
    "spec.template.spec.containers[erp].ports[0].name",
    '"8080" is not a port name',
  ],
};

test.each(Object.entries(cases))("names refuses %s", async (_, [change, field, problem]) => {
  expect(names.check(withEdit(await declaredLab(), "erp/Deployment/erp", change))).toMatchObject([{ field, problem }]);
});

test("names wants a name for each port of a Service that has several", async () => {
  const ports = async (list: object[]) =>
    names.check(
      withEdit(await declaredLab(), "erp/Service/erp", ({ spec }) => {
        spec.ports = list;
      }),
    );
  expect(await ports([{ port: 80 }])).toEqual([]);
  expect(await ports([{ port: 80 }, { port: 81, name: "metrics" }])).toMatchObject([
    { field: "spec.ports[0].name", problem: "it has none" },
  ]);
  expect(
    await ports([
      { port: 80, name: "a" },
      { port: 81, name: "a" },
    ]),
  ).toMatchObject([{ field: "spec.ports[1].name", problem: '"a" is taken by one before it' }]);
});

test("names refuses an illegal name of a Secret that the operator is to make", async () => {
  const lab = withEdit(await declaredLab(), "erp/VaultStaticSecret/smtp", ({ spec }) => {
    spec.destination.name = "SMTP";
  });
  expect(names.check(lab)).toMatchObject([
    { field: "spec.destination.name", problem: '"SMTP" is not a DNS subdomain' },
  ]);
});

test("names accepts an empty label and an annotation of any text", async () => {
  const lab = withEdit(await declaredLab(), "erp/Deployment/erp", ({ metadata }) => {
    metadata.labels["node-role.kubernetes.io/worker"] = "";
    metadata.annotations = { "Example.com/note": "any text: of any length, really" };
  });
  expect(names.check(lab)).toEqual([]);
});

async function checkNamed(kind: string, name: string | undefined) {
  const lab = withEdit(await declaredLab(), "erp/PersistentVolumeClaim/documents", object => {
    Object.assign(object, { kind, spec: {} });
    object.metadata.name = name;
  });
  return names.check(lab);
}
