import { expect, test } from "vitest";
import { declaredLab, type EditableObject, withEdit, withUnits } from "../testing/declared-lab.ts";
import { edit } from "./edits/references.ts";
import { references } from "./references.ts";
import type { Lab } from "./rule.ts";

test("references accepts the declared lab", async () => {
  expect(references.check(await declaredLab())).toEqual([]);
});

test("references refuses a service account that nobody makes, and suggests the nearest", async () => {
  expect(references.check(edit(await declaredLab()))).toMatchObject([
    {
      unit: "erp",
      object: "Deployment/erp",
      field: "spec.template.spec.serviceAccountName",
      problem: 'there is no ServiceAccount "erpp" in namespace "erp"',
      remedy: 'write "erp", the nearest one,',
      file: "apps/erp.ts",
    },
  ]);
});

type Case = [id: string, change: (object: EditableObject) => void, expected: object];

const cases: Record<string, Case> = {
  "a Secret": [
    "erp/Deployment/erp",
    object => {
      object.spec.template.spec.containers[0].envFrom[1].secretRef.name = "smpt";
    },
    { problem: 'nothing makes Secret "smpt" in namespace "erp"', remedy: 'write "smtp", the nearest one,' },
  ],
  "a ConfigMap": [
    "erp/Deployment/erp",
    object => {
      object.spec.template.spec.containers[0].envFrom[1] = { configMapRef: { name: "settings" } };
    },
    {
      field: "spec.template.spec.containers[erp].envFrom[1].configMapRef",
      problem: 'there is no ConfigMap "settings" in namespace "erp"',
      remedy: "declare it, or remove the reference,",
    },
  ],
  "a claim": [
    "erp/Deployment/erp",
    object => {
      object.spec.template.spec.volumes[1].persistentVolumeClaim.claimName = "document";
    },
    {
      problem: 'there is no PersistentVolumeClaim "document" in namespace "erp"',
      remedy: 'write "documents", the nearest one,',
    },
  ],
  "a storage class, which has no namespace": [
    "erp/PersistentVolumeClaim/documents",
    object => {
      object.spec.storageClassName = "longhorn-replicatd";
    },
    {
      problem: 'there is no StorageClass "longhorn-replicatd"',
      remedy: 'write "longhorn-replicated", the nearest one,',
    },
  ],
  "a Service": [
    "erp/IngressRoute/erp",
    object => {
      object.spec.routes[0].services[0].name = "web";
    },
    {
      field: "spec.routes[0].services[0]",
      problem: 'there is no Service "web" in namespace "erp"',
      remedy: "declare it, or remove the reference,",
    },
  ],
  "a Middleware": [
    "cms/IngressRoute/cms-public",
    object => {
      object.spec.routes[0].middlewares[0].name = "crowdsek";
    },
    { problem: 'there is no Middleware "crowdsek" in namespace "cms"', remedy: 'write "crowdsec", the nearest one,' },
  ],
  "a login to Vault": [
    "erp/VaultStaticSecret/smtp",
    object => {
      object.spec.vaultAuthRef = "valt";
    },
    { problem: 'there is no VaultAuth "valt" in namespace "erp"' },
  ],
  "a connection to Vault in another namespace": [
    "erp/VaultAuth/vault",
    object => {
      object.spec.vaultConnectionRef = "tool/vault";
    },
    { problem: 'there is no VaultConnection "vault" in namespace "tool"' },
  ],
  "a port by name": [
    "erp/IngressRoute/erp",
    object => {
      object.spec.routes[0].services[0].port = "https";
    },
    { field: "spec.routes[0].services[0]", problem: 'Service "erp" has no port "https"', remedy: 'write "http" (80)' },
  ],
  "a port by number": [
    "erp/IngressRoute/erp",
    object => {
      object.spec.routes[0].services[0].port = 8080;
    },
    { problem: 'Service "erp" has no port "8080"' },
  ],
  "no port at all": [
    "erp/IngressRoute/erp",
    object => {
      delete object.spec.routes[0].services[0].port;
    },
    { problem: 'it names no port of Service "erp"' },
  ],
  "a volume": [
    "erp/Deployment/erp",
    object => {
      object.spec.template.spec.containers[0].volumeMounts[1].name = "document";
    },
    {
      field: "spec.template.spec.containers[erp].volumeMounts[document]",
      problem: 'the pod has no volume "document"',
      remedy: 'write "documents", the nearest one,',
    },
  ],
};

test.each(Object.entries(cases))("references refuses %s that does not exist", async (_, [id, change, expected]) => {
  expect(references.check(withEdit(await declaredLab(), id, change))).toMatchObject([expected]);
});

test("references refuses a namespace that no unit makes, once", async () => {
  const lab = await declaredLab();
  const units = lab.units.map(unit =>
    unit.name === "erp" ? { ...unit, objects: unit.objects.filter(({ kind }) => kind !== "Namespace") } : unit,
  );
  expect(references.check(withUnits(lab, units))).toMatchObject([
    { unit: "erp", field: "metadata.namespace", problem: 'no unit makes namespace "erp"' },
  ]);
});

test("references accepts a port by number, what is optional, and what Kubernetes and k3s make", async () => {
  let lab = withEdit(await declaredLab(), "erp/IngressRoute/erp", object => {
    object.spec.routes[0].services[0].port = 80;
    object.spec.routes.push({
      match: "Host(`api.arcodange.lab`)",
      services: [{ name: "kubernetes", namespace: "default", port: 443 }],
    });
  });
  lab = withEdit(lab, "erp/Deployment/erp", object => {
    const pod = object.spec.template.spec;
    pod.serviceAccountName = "default";
    pod.containers[0].envFrom.push({ configMapRef: { name: "settings", optional: true } });
    pod.volumes.push({ name: "ca", configMap: { name: "kube-root-ca.crt" } });
  });
  expect(references.check(lab)).toEqual([]);
});

test("references lets an ExternalName Service be routed by any number", async () => {
  const lab = withEdit(await declaredLab(), "erp/Service/erp", object => {
    object.spec = { type: "ExternalName", externalName: "erp.example.net" };
  });
  expect(references.check(lab)).toHaveLength(1);
  const numbered = withEdit(lab, "erp/IngressRoute/erp", object => {
    object.spec.routes[0].services[0].port = 8443;
  });
  expect(references.check(numbered)).toEqual([]);
});

test("references lets a StatefulSet mount the claims of its own templates", async () => {
  const lab = withEdit(await declaredLab(), "erp/Deployment/erp", object => {
    object.kind = "StatefulSet";
    object.spec.template.spec.containers[0].volumeMounts.push({ name: "data", mountPath: "/data" });
    object.spec.volumeClaimTemplates = [{ metadata: { name: "data" }, spec: {} }];
  });
  const findings = await references.check(lab);
  expect(findings.map(({ field }) => field)).not.toContain("spec.template.spec.containers[erp].volumeMounts[data]");
});

test("references does not hold what lies in the namespace of an app with its own chart", async () => {
  const lab = withChart(edit(await declaredLab()));
  expect(references.check(lab)).toEqual([]);
  const fromOutside = withEdit(lab, "webapp/IngressRoute/webapp", object => {
    object.spec.routes[0].services[0] = { name: "made-by-the-chart", namespace: "erp", port: 80 };
  });
  expect(references.check(fromOutside)).toEqual([]);
});

test("references holds what an app with its own chart wants from elsewhere", async () => {
  const lab = withChart(await declaredLab());
  const outward = withEdit(lab, "erp/PersistentVolumeClaim/documents", object => {
    object.spec.storageClassName = "local-path";
  });
  expect(references.check(outward)).toMatchObject([{ problem: 'there is no StorageClass "local-path"' }]);
});

function withChart(lab: Lab): Lab {
  const sources = [
    { repoURL: "https://gitea.arcodange.lab/arcodange-org/erp.git", targetRevision: "HEAD", path: "chart" },
  ];
  return withUnits(
    lab,
    lab.units.map(unit => (unit.name === "erp" ? { ...unit, sources } : unit)),
  );
}
