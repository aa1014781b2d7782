import { expect, test } from "vitest";
import { declaredLab, type EditableObject, withEdit, withUnits } from "../testing/declared-lab.ts";
import { edit } from "./edits/projects.ts";
import { projects } from "./projects.ts";

const lab = await declaredLab();

test("projects finds nothing in the declared lab", () => {
  expect(projects.check(lab)).toEqual([]);
});

test("projects names the project that admits any repository", () => {
  expect(projects.check(edit(lab))).toEqual([
    expect.objectContaining({
      unit: "root",
      object: "AppProject/erp",
      field: "spec.sourceRepos[1]",
      problem: '"*" is a pattern, and admits what nobody reviewed',
      remedy: "name each repository",
      file: "render/model/projects.ts",
    }),
  ]);
});

type Case = [what: string, project: string, edit: (project: EditableObject) => void, field: string, problem: string];

const WRONG: Case[] = [
  [
    "a project without finalizer",
    "erp",
    ({ metadata }) => {
      delete metadata.finalizers;
    },
    "metadata.finalizers",
    'it lacks "resources-finalizer.argocd.argoproj.io"',
  ],
  [
    "a pattern of namespaces",
    "erp",
    ({ spec }) => {
      spec.destinations.push({ server: "https://kubernetes.default.svc", namespace: "erp-*" });
    },
    "spec.destinations[1].namespace",
    '"erp-*" is a pattern',
  ],
  [
    "a root that would be pruned",
    "root",
    ({ metadata }) => {
      delete metadata.annotations["argocd.argoproj.io/sync-options"];
    },
    "metadata.annotations[argocd.argoproj.io/sync-options]",
    'it lacks "Prune=false"',
  ],
  [
    "a root with another kind",
    "root",
    ({ spec }) => {
      spec.namespaceResourceWhitelist.push({ group: "apps", kind: "Deployment" });
    },
    "spec.namespaceResourceWhitelist",
    'it lists "argoproj.io/Application", "argoproj.io/AppProject", "apps/Deployment"',
  ],
  [
    "a root with a kind of the cluster",
    "root",
    ({ spec }) => {
      spec.clusterResourceWhitelist = [{ group: "", kind: "Namespace" }];
    },
    "spec.clusterResourceWhitelist",
    'it lists "Namespace"',
  ],
  [
    "an app's project narrowed to what is rendered today",
    "erp",
    ({ spec }) => {
      spec.namespaceResourceWhitelist = spec.namespaceResourceWhitelist.filter(
        ({ kind }: { kind: string }) => kind !== "ConfigMap",
      );
    },
    "spec.namespaceResourceWhitelist",
    'it lacks "ConfigMap"',
  ],
  [
    "an app's project narrowed by what it denies",
    "erp",
    ({ spec }) => {
      spec.namespaceResourceBlacklist = [{ group: "", kind: "ConfigMap" }];
    },
    "spec.namespaceResourceBlacklist",
    'it lists "ConfigMap", which narrows its class',
  ],
  [
    "an app's project without a list, which permits everything",
    "erp",
    ({ spec }) => {
      delete spec.namespaceResourceWhitelist;
    },
    "spec.namespaceResourceWhitelist",
    "it has none",
  ],
  [
    "an app's project with a further kind of the cluster",
    "erp",
    ({ spec }) => {
      spec.clusterResourceWhitelist.push({ group: "storage.k8s.io", kind: "StorageClass" });
    },
    "spec.clusterResourceWhitelist",
    "is not its own Namespace alone",
  ],
  [
    "an app's project with every namespace",
    "erp",
    ({ spec }) => {
      delete spec.clusterResourceWhitelist[0].name;
    },
    "spec.clusterResourceWhitelist",
    "is not its own Namespace alone",
  ],
  [
    "a project of the platform narrowed to some groups",
    "platform",
    ({ spec }) => {
      spec.namespaceResourceWhitelist = [
        "apps",
        "argoproj.io",
        "batch",
        "longhorn.io",
        "networking.k8s.io",
        "rbac.authorization.k8s.io",
        "secrets.hashicorp.com",
        "traefik.io",
        "",
      ].map(group => ({ group, kind: "*" }));
    },
    "spec.namespaceResourceWhitelist",
    'it lacks "*/*"',
  ],
];

test.each(WRONG)("projects finds %s", (_, name, change, field, problem) => {
  expect(projects.check(withEdit(lab, `root/AppProject/${name}`, change))).toEqual([
    expect.objectContaining({ object: `AppProject/${name}`, field, problem: expect.stringContaining(problem) }),
  ]);
});

test("projects finds an Application whose project does not exist", () => {
  const astray = withEdit(lab, "root/Application/erp", ({ spec }) => {
    spec.project = "books";
  });
  expect(projects.check(astray)).toEqual([
    expect.objectContaining({
      object: "Application/erp",
      field: "spec.project",
      problem: 'there is no AppProject "books"',
    }),
  ]);
});

test("projects finds that an Application may not be where it is, nor come from where it does", () => {
  const moved = withEdit(lab, "root/Application/erp", ({ spec }) => {
    spec.destination.namespace = "webapp";
    spec.source.repoURL = "https://gitea.arcodange.lab/arcodange-org/webapp.git";
  });
  expect(projects.check(moved)).toEqual([
    expect.objectContaining({ object: "Application/erp", field: "spec.destination" }),
    expect.objectContaining({ object: "Application/erp", field: "spec.source.repoURL" }),
  ]);
});

test("projects finds an object of a kind that its project does not permit, and an object elsewhere", () => {
  const objects = [
    { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", metadata: { name: "erp" } },
    { apiVersion: "apps/v1", kind: "DaemonSet", metadata: { name: "agent", namespace: "erp" } },
    { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings", namespace: "webapp" } },
    { apiVersion: "v1", kind: "Namespace", metadata: { name: "books" } },
  ];
  const units = lab.units.map(unit =>
    unit.name === "erp" ? { ...unit, objects: [...unit.objects, ...objects] } : unit,
  );
  expect(projects.check(withUnits(lab, units))).toEqual([
    expect.objectContaining({
      unit: "erp",
      object: "ClusterRole/erp",
      field: "kind",
      problem: 'project "erp" does not permit "rbac.authorization.k8s.io/ClusterRole erp"',
      file: "apps/erp.ts",
    }),
    expect.objectContaining({ object: "DaemonSet/agent", field: "kind" }),
    expect.objectContaining({ object: "ConfigMap/settings", field: "metadata.namespace" }),
    expect.objectContaining({ object: "Namespace/books", field: "kind" }),
  ]);
});

test("projects accepts further kinds in an app's project, as an app with its own chart declares them", () => {
  const further = withEdit(lab, "root/AppProject/erp", ({ spec }) => {
    spec.namespaceResourceWhitelist.push({ group: "batch.example.org", kind: "Report" });
  });
  expect(projects.check(further)).toEqual([]);
});

test("projects lets a project of nobody be, as long as it is exact", () => {
  const idle = withUnits(
    lab,
    lab.units.map(unit => {
      const erp = unit.objects.find(({ kind, metadata }) => `${kind}/${metadata.name}` === "AppProject/erp");
      if (erp === undefined) return unit;
      return { ...unit, objects: [...unit.objects, { ...erp, metadata: { ...erp.metadata, name: "idle" } }] };
    }),
  );
  expect(projects.check(idle)).toEqual([]);
});
