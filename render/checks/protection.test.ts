import { expect, test } from "vitest";
import { declaredLab, type EditableObject, withEdit, withUnits } from "../testing/declared-lab.ts";
import { edit } from "./edits/protection.ts";
import { protection } from "./protection.ts";

const lab = await declaredLab();

const SYNC_OPTIONS = "argocd.argoproj.io/sync-options";

test("protection finds nothing in the declared lab", () => {
  expect(protection.check(lab)).toEqual([]);
});

test("protection names the claim that a push could prune, and what to write", () => {
  expect(protection.check(edit(lab))).toEqual([
    expect.objectContaining({
      unit: "erp",
      object: "PersistentVolumeClaim/documents",
      field: `metadata.annotations[${SYNC_OPTIONS}]`,
      problem: "it has none, so a push could destroy data",
      remedy: expect.stringContaining('write exactly "Prune=false,Delete=false"'),
      file: "apps/erp.ts",
    }),
  ]);
});

const WRONG: [string, string, (object: EditableObject) => void, string, string][] = [
  [
    "a namespace that half of the options protect",
    "erp/Namespace/erp",
    namespace => {
      namespace.metadata.annotations[SYNC_OPTIONS] = "Prune=false";
    },
    `metadata.annotations[${SYNC_OPTIONS}]`,
    '"Prune=false" is not "Prune=false,Delete=false"',
  ],
  [
    "a namespace whose leftover keeps its Application out of sync",
    "erp/Namespace/erp",
    namespace => {
      delete namespace.metadata.annotations["argocd.argoproj.io/compare-options"];
    },
    "metadata.annotations[argocd.argoproj.io/compare-options]",
    "it has none",
  ],
  [
    "a confirmation on what holds data, once",
    "erp/PersistentVolumeClaim/documents",
    claim => {
      claim.metadata.annotations[SYNC_OPTIONS] = "Prune=false, Delete=confirm";
    },
    `metadata.annotations[${SYNC_OPTIONS}]`,
    '"Delete=confirm" keeps the sync running',
  ],
  [
    "a confirmation on any other object",
    "erp/Service/erp",
    service => {
      service.metadata.annotations = { [SYNC_OPTIONS]: "Prune=confirm" };
    },
    `metadata.annotations[${SYNC_OPTIONS}]`,
    '"Prune=confirm" keeps the sync running',
  ],
  [
    "a confirmation for a whole Application",
    "root/Application/erp",
    application => application.spec.syncPolicy.syncOptions.push("Delete=confirm"),
    "spec.syncPolicy.syncOptions",
    '"Delete=confirm" keeps the sync running',
  ],
  [
    "a confirmation for CRDs, once",
    "root/Application/longhorn-crds",
    application => {
      application.spec.syncPolicy.syncOptions = ["ServerSideApply=true", "Prune=confirm", "Delete=false"];
    },
    "spec.syncPolicy.syncOptions",
    '"Prune=confirm" keeps the sync running',
  ],
  [
    "a storage class that deletes",
    "longhorn/StorageClass/longhorn-local",
    storageClass => {
      storageClass.reclaimPolicy = "Delete";
    },
    "reclaimPolicy",
    '"Delete" is not "Retain"',
  ],
  [
    "a storage class that says nothing, and so deletes",
    "longhorn/StorageClass/longhorn-local",
    storageClass => {
      delete storageClass.reclaimPolicy;
    },
    "reclaimPolicy",
    "it has none",
  ],
  ...["Prune=false", "Delete=false", "ServerSideApply=true"].map((option): (typeof WRONG)[number] => [
    `CRDs without ${option}`,
    "root/Application/longhorn-crds",
    application => {
      const { syncPolicy } = application.spec;
      syncPolicy.syncOptions = syncPolicy.syncOptions.filter((each: string) => each !== option);
    },
    "spec.syncPolicy.syncOptions",
    `it holds CRDs and lacks "${option}"`,
  ]),
  ...["argocd.argoproj.io/hook", "helm.sh/hook"].map((hook): (typeof WRONG)[number] => [
    `a claim that ${hook} replaces on every sync`,
    "erp/PersistentVolumeClaim/documents",
    claim => {
      claim.metadata.annotations[hook] = "PreSync";
    },
    `metadata.annotations[${hook}]`,
    '"PreSync" makes it a hook',
  ]),
  [
    "a namespace that is a hook",
    "erp/Namespace/erp",
    namespace => {
      namespace.metadata.annotations["argocd.argoproj.io/hook"] = "Sync";
    },
    "metadata.annotations[argocd.argoproj.io/hook]",
    '"Sync" makes it a hook',
  ],
  ...["Replace=true", "Force=true"].flatMap((option): (typeof WRONG)[number][] => [
    [
      `a claim with ${option}, once`,
      "erp/PersistentVolumeClaim/documents",
      claim => {
        claim.metadata.annotations[SYNC_OPTIONS] = `Prune=false,Delete=false,${option}`;
      },
      `metadata.annotations[${SYNC_OPTIONS}]`,
      `"Prune=false,Delete=false,${option}" is not`,
    ],
    [
      `a workload with a claim and ${option}`,
      "erp/Deployment/erp",
      deployment => {
        deployment.metadata.annotations = { [SYNC_OPTIONS]: option };
      },
      `metadata.annotations[${SYNC_OPTIONS}]`,
      `"${option}" may delete`,
    ],
    [
      `an Application with ${option}, which holds for all of its objects`,
      "root/Application/erp",
      application => application.spec.syncPolicy.syncOptions.push(option),
      "spec.syncPolicy.syncOptions",
      `"${option}" may delete`,
    ],
  ]),
  [
    "a claim of no size",
    "erp/PersistentVolumeClaim/documents",
    claim => {
      delete claim.spec.resources;
    },
    "spec.resources.requests.storage",
    "it has none",
  ],
  ...["10GB", "0"].map((size): (typeof WRONG)[number] => [
    `a claim of size ${size}`,
    "erp/PersistentVolumeClaim/documents",
    claim => {
      claim.spec.resources.requests.storage = size;
    },
    "spec.resources.requests.storage",
    `"${size}" is no size`,
  ]),
];

test.each(WRONG)("protection finds %s", (_, id, change, field, problem) => {
  const [, kind, name] = id.split("/");
  expect(protection.check(withEdit(lab, id, change))).toEqual([
    expect.objectContaining({ object: `${kind}/${name}`, field, problem: expect.stringContaining(problem) }),
  ]);
});

test("protection finds a volume that goes with its claim", () => {
  const volume = {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: {
      name: "models",
      annotations: {
        "argocd.argoproj.io/compare-options": "IgnoreExtraneous",
        [SYNC_OPTIONS]: "Prune=false,Delete=false",
      },
    },
    spec: { persistentVolumeReclaimPolicy: "Delete" },
  };
  const units = lab.units.map(unit =>
    unit.name === "longhorn" ? { ...unit, objects: [...unit.objects, volume] } : unit,
  );
  expect(protection.check(withUnits(lab, units))).toEqual([
    expect.objectContaining({ object: "PersistentVolume/models", field: "spec.persistentVolumeReclaimPolicy" }),
  ]);
});

function withStatefulSet(change: (spec: EditableObject) => void) {
  return withEdit(lab, "erp/Deployment/erp", object => {
    object.kind = "StatefulSet";
    object.spec.volumeClaimTemplates = [
      { metadata: { name: "data" }, spec: { resources: { requests: { storage: "1Gi" } } } },
    ];
    object.spec.template.spec.volumes = [];
    change(object);
  });
}

test.each<[string, (object: EditableObject) => void, string]>([
  ...["whenDeleted", "whenScaled"].map((when): [string, (object: EditableObject) => void, string] => [
    `deletes its claims ${when}`,
    ({ spec }) => {
      spec.persistentVolumeClaimRetentionPolicy = { [when]: "Delete" };
    },
    `spec.persistentVolumeClaimRetentionPolicy.${when}`,
  ]),
  [
    "claims what is no size",
    ({ spec }) => {
      spec.volumeClaimTemplates[0].spec.resources.requests.storage = "1GB";
    },
    "spec.volumeClaimTemplates[data].spec.resources.requests.storage",
  ],
  [
    "is recreated",
    ({ metadata }) => {
      metadata.annotations = { [SYNC_OPTIONS]: "Force=true" };
    },
    `metadata.annotations[${SYNC_OPTIONS}]`,
  ],
])("protection finds a StatefulSet that %s", (_, change, field) => {
  expect(protection.check(withStatefulSet(change))).toEqual([
    expect.objectContaining({ object: "StatefulSet/erp", field }),
  ]);
});

test("protection accepts a StatefulSet that retains its claims", () => {
  const edited = withStatefulSet(({ spec }) => {
    spec.persistentVolumeClaimRetentionPolicy = { whenDeleted: "Retain", whenScaled: "Retain" };
  });
  expect(protection.check(edited)).toEqual([]);
});

test("protection accepts that a workload without a claim is replaced, or is a hook", () => {
  const edited = withEdit(lab, "webapp/Deployment/webapp", ({ metadata }) => {
    metadata.annotations = { [SYNC_OPTIONS]: "Replace=true", "argocd.argoproj.io/hook": "PreSync" };
  });
  expect(protection.check(edited)).toEqual([]);
});

test("protection leaves other annotations of what holds data alone", () => {
  const described = withEdit(lab, "erp/Namespace/erp", namespace => {
    namespace.metadata.annotations.description = "the household's books";
  });
  expect(protection.check(described)).toEqual([]);
});
