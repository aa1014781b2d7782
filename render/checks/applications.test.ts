import { expect, test } from "vitest";
import { declaredLab, type EditableObject, withEdit, withUnits } from "../testing/declared-lab.ts";
import { applications } from "./applications.ts";
import { edit } from "./edits/applications.ts";

const lab = await declaredLab();

const WAVE = "metadata.annotations[argocd.argoproj.io/sync-wave]";
const CASCADE = "resources-finalizer.argocd.argoproj.io/background";

test("applications finds nothing in the declared lab", () => {
  expect(applications.check(lab)).toEqual([]);
});

test("applications names the Application that stays down after a power cut", () => {
  expect(applications.check(edit(lab))).toEqual([
    expect.objectContaining({
      unit: "root",
      object: "Application/erp",
      field: "spec.syncPolicy.retry.limit",
      problem: '"5" is not "-1", so it stays down after a long power cut',
      remedy: 'write "-1"',
      file: "platform/components/argocd/application.ts",
    }),
  ]);
});

type Case = [what: string, id: string, edit: (application: EditableObject) => void, field: string, problem: string];

const WRONG: Case[] = [
  [
    "no project",
    "erp",
    ({ spec }) => {
      delete spec.project;
    },
    "spec.project",
    "it has none",
  ],
  [
    "another unit's namespace",
    "erp-sandbox",
    ({ spec }) => {
      spec.destination.namespace = "erp";
    },
    "spec.destination.namespace",
    '"erp" is not "erp-sandbox"',
  ],
  [
    "no automated sync where the facts want it",
    "erp",
    ({ spec }) => {
      delete spec.syncPolicy.automated;
    },
    "spec.syncPolicy.automated",
    "it has none",
  ],
  [
    "an automated sync that is switched off",
    "erp",
    ({ spec }) => {
      spec.syncPolicy.automated.enabled = false;
    },
    "spec.syncPolicy.automated.enabled",
    '"false" leaves it unsynced',
  ],
  [
    "a selfHeal that its environment does not want",
    "erp-sandbox",
    ({ spec }) => {
      spec.syncPolicy.automated.selfHeal = true;
    },
    "spec.syncPolicy.automated.selfHeal",
    '"true" is not "false"',
  ],
  [
    "no prune",
    "longhorn",
    ({ spec }) => {
      delete spec.syncPolicy.automated.prune;
    },
    "spec.syncPolicy.automated.prune",
    "it has none",
  ],
  [
    "retries of an old commit",
    "erp",
    ({ spec }) => {
      delete spec.syncPolicy.retry.refresh;
    },
    "spec.syncPolicy.retry.refresh",
    "it has none, so it retries an old commit",
  ],
  [
    "retries without a longest pause",
    "erp",
    ({ spec }) => {
      delete spec.syncPolicy.retry.backoff.maxDuration;
    },
    "spec.syncPolicy.retry.backoff.maxDuration",
    "it has none",
  ],
  [
    "client-side apply",
    "erp",
    ({ spec }) => {
      spec.syncPolicy.syncOptions = [];
    },
    "spec.syncPolicy.syncOptions",
    'it lacks "ServerSideApply=true"',
  ],
  [
    "a client-side diff",
    "erp",
    ({ metadata }) => {
      delete metadata.annotations["argocd.argoproj.io/compare-options"];
    },
    "metadata.annotations[argocd.argoproj.io/compare-options]",
    'it lacks "ServerSideDiff=true"',
  ],
  [
    "a root that applies everything each time",
    "root",
    ({ spec }) => {
      spec.syncPolicy.syncOptions = ["ServerSideApply=true"];
    },
    "spec.syncPolicy.syncOptions",
    'it lacks "ApplyOutOfSyncOnly=true"',
  ],
  [
    "an app that goes on running unseen",
    "erp",
    ({ metadata }) => {
      delete metadata.finalizers;
    },
    "metadata.finalizers",
    "it has none",
  ],
  [
    "an app that deletes in the foreground",
    "erp",
    ({ metadata }) => {
      metadata.finalizers = ["resources-finalizer.argocd.argoproj.io"];
    },
    "metadata.finalizers",
    `"resources-finalizer.argocd.argoproj.io" is not "${CASCADE}"`,
  ],
  ...["root", "longhorn", "longhorn-crds"].map(
    (id): Case => [
      `a cascade of ${id}`,
      id,
      ({ metadata }) => {
        metadata.finalizers = [CASCADE];
      },
      "metadata.finalizers",
      `"${CASCADE}" deletes what the lab stands on`,
    ],
  ),
  [
    "a repository elsewhere",
    "erp",
    ({ spec }) => {
      spec.source.repoURL = "https://github.com/arcodange-org/lab.git";
    },
    "spec.source.repoURL",
    '"https://github.com/arcodange-org/lab.git" is not on "gitea.arcodange.lab"',
  ],
  [
    "a repository at no URL",
    "erp",
    ({ spec }) => {
      spec.source.repoURL = "git@gitea.arcodange.lab:arcodange-org/lab.git";
    },
    "spec.source.repoURL",
    '"git@gitea.arcodange.lab:arcodange-org/lab.git" is not on',
  ],
  [
    "another unit's folder",
    "erp-sandbox",
    ({ spec }) => {
      spec.source.path = "rendered/arcodange/erp";
    },
    "spec.source.path",
    '"rendered/arcodange/erp" is not "rendered/arcodange/erp-sandbox"',
  ],
  [
    "a path that leads out of another repository",
    "longhorn-crds",
    ({ spec }) => {
      spec.source.path = "longhorn/../..";
    },
    "spec.source.path",
    '"longhorn/../.." leads out of the repository',
  ],
  [
    "no wave",
    "erp",
    ({ metadata }) => {
      delete metadata.annotations["argocd.argoproj.io/sync-wave"];
    },
    WAVE,
    "it has none",
  ],
  [
    "a wave that is no whole number",
    "erp",
    ({ metadata }) => {
      metadata.annotations["argocd.argoproj.io/sync-wave"] = "1.5";
    },
    WAVE,
    '"1.5" is not a whole number',
  ],
  [
    "a wave not above that of what it needs",
    "vault-secrets-operator",
    ({ metadata }) => {
      metadata.annotations["argocd.argoproj.io/sync-wave"] = "0";
    },
    WAVE,
    '"0" is not above "0", the wave of "vault-secrets-operator-crds", which it needs',
  ],
];

test.each(WRONG)("applications finds %s", (_, name, change, field, problem) => {
  const findings = applications.check(withEdit(lab, `root/Application/${name}`, change));
  expect(findings).toContainEqual(
    expect.objectContaining({ object: `Application/${name}`, field, problem: expect.stringContaining(problem) }),
  );
  expect(findings).toHaveLength(1);
});

test("applications wants no automated sync where the facts have none", () => {
  const sync = { automated: false, prune: false, selfHeal: false };
  const units = lab.units.map(unit => (unit.name === "erp" ? { ...unit, sync } : unit));
  expect(applications.check(withUnits(lab, units))).toEqual([
    expect.objectContaining({
      object: "Application/erp",
      field: "spec.syncPolicy.automated",
      remedy: "leave automated out, as its facts say",
    }),
  ]);
});

test("applications finds a unit that no Application deploys", () => {
  const units = lab.units.map(unit =>
    unit.name === "root"
      ? {
          ...unit,
          objects: unit.objects.filter(({ kind, metadata }) => `${kind}/${metadata.name}` !== "Application/erp"),
        }
      : unit,
  );
  expect(applications.check(withUnits(lab, units))).toEqual([
    expect.objectContaining({ unit: "erp", problem: expect.stringContaining('no Application "erp"') }),
  ]);
});

test("applications finds an Application without a unit, and one that comes twice", () => {
  const units = lab.units.map(unit => {
    const erp = unit.objects.find(({ kind, metadata }) => `${kind}/${metadata.name}` === "Application/erp");
    if (erp === undefined) return unit;
    const ghost = { ...erp, metadata: { ...erp.metadata, name: "ghost" } };
    return { ...unit, objects: [...unit.objects, erp, ghost] };
  });
  expect(applications.check(withUnits(lab, units))).toEqual([
    expect.objectContaining({ object: "Application/erp", problem: '"erp" is a second Application of its unit' }),
    expect.objectContaining({ object: "Application/ghost", problem: 'there is no unit "ghost"' }),
  ]);
});

test("applications finds that the class of a unit decides on the cascade", () => {
  const units = lab.units.map(unit => (unit.name === "traefik" ? { ...unit, class: "tool" as const } : unit));
  expect(applications.check(withUnits(lab, units))).toEqual([
    expect.objectContaining({ object: "Application/traefik", field: "metadata.finalizers" }),
  ]);
});

test("applications leaves the waves of a cycle to cold-start, and only those", () => {
  const needs: Readonly<Record<string, string[]>> = { longhorn: ["erp"], traefik: ["erp"] };
  const units = lab.units.map(unit => ({ ...unit, needs: [...unit.needs, ...(needs[unit.name] ?? [])] }));
  expect(applications.check(withUnits(lab, units))).toEqual([
    expect.objectContaining({
      object: "Application/traefik",
      problem: expect.stringContaining('the wave of "erp"'),
      remedy: 'write "4" or more',
    }),
  ]);
});
