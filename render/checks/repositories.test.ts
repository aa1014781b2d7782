import { expect, test } from "vitest";
import { declaredLab, type EditableObject, withEdit, withUnits } from "../testing/declared-lab.ts";
import { edit } from "./edits/repositories.ts";
import { repositories } from "./repositories.ts";

const lab = await declaredLab();

const TEMPLATES = "spec.destination.transformation.templates";
const CRDS = "https://gitea.arcodange.lab/arcodange-org/crds.git";

function withTemplates(change: (templates: EditableObject) => void) {
  return withEdit(lab, "argocd/VaultStaticSecret/repository-crds", secret =>
    change(secret.spec.destination.transformation.templates),
  );
}

test("repositories finds nothing in the declared lab", () => {
  expect(repositories.check(lab)).toEqual([]);
});

test("repositories names the credentials with which stale manifests count as synced", () => {
  expect(repositories.check(edit(lab))).toEqual([
    expect.objectContaining({
      unit: "argocd",
      object: "VaultStaticSecret/repository-lab",
      field: `${TEMPLATES}.webhookManifestCacheWarmDisabled`,
      problem: expect.stringContaining('"false" is not "true"'),
      remedy: 'write "true"',
      file: "platform/components/argocd/repository-credentials.ts",
    }),
  ]);
});

test("repositories finds that the webhook setting is missing", () => {
  const without = withTemplates(templates => {
    delete templates.webhookManifestCacheWarmDisabled;
  });
  expect(repositories.check(without)).toEqual([
    expect.objectContaining({
      field: `${TEMPLATES}.webhookManifestCacheWarmDisabled`,
      problem: expect.stringContaining("it has none"),
    }),
  ]);
});

test("repositories finds a depth", () => {
  const shallow = withTemplates(templates => {
    templates.depth = { text: "1" };
  });
  expect(repositories.check(shallow)).toEqual([
    expect.objectContaining({ field: `${TEMPLATES}.depth`, problem: expect.stringContaining('"1" hides') }),
  ]);
});

test("repositories finds credentials that no Application uses, and the repository that lacks them", () => {
  const misspelt = withTemplates(templates => {
    templates.url.text = "https://gitea.arcodange.lab/arcodange-org/crd.git";
  });
  expect(repositories.check(misspelt)).toEqual([
    expect.objectContaining({
      object: "VaultStaticSecret/repository-crds",
      field: `${TEMPLATES}.url`,
      problem: 'nothing is read from or written to "https://gitea.arcodange.lab/arcodange-org/crd.git"',
      remedy: `write "${CRDS}", or drop these credentials`,
    }),
    expect.objectContaining({
      unit: "root",
      object: "Application/argocd-crds",
      field: "spec.source.repoURL",
      problem: `Argo CD has no credentials for "${CRDS}"`,
      file: "render/model/derive.ts",
    }),
  ]);
});

test("repositories does not count credentials that Argo CD does not find by their label", () => {
  const unlabelled = withEdit(lab, "argocd/VaultStaticSecret/repository-crds", secret => {
    delete secret.spec.destination.labels;
  });
  expect(repositories.check(unlabelled)).toEqual([
    expect.objectContaining({ object: "Application/argocd-crds", field: "spec.source.repoURL" }),
  ]);
});

test("repositories finds the second source of an Application that has no credentials", () => {
  const url = "https://gitea.arcodange.lab/arcodange-org/erp.git";
  const chart = withEdit(lab, "root/Application/erp", application => {
    application.spec.sources = [application.spec.source, { repoURL: url, targetRevision: "HEAD", path: "chart" }];
    delete application.spec.source;
  });
  expect(repositories.check(chart)).toEqual([
    expect.objectContaining({ object: "Application/erp", field: "spec.sources[1].repoURL" }),
  ]);
});

test("repositories reads a plain Secret as well", () => {
  const secret = {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name: "crds", namespace: "argocd", labels: { "argocd.argoproj.io/secret-type": "repository" } },
    stringData: { url: CRDS },
  };
  const units = lab.units.map(unit =>
    unit.name === "argocd" ? { ...unit, objects: [...unit.objects, secret] } : unit,
  );
  expect(repositories.check(withUnits(lab, units))).toEqual([
    expect.objectContaining({ object: "Secret/crds", field: "stringData.webhookManifestCacheWarmDisabled" }),
  ]);
});

test("repositories passes over Secrets that describe no repository", () => {
  const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "other", namespace: "argocd" } };
  const units = lab.units.map(unit =>
    unit.name === "argocd" ? { ...unit, objects: [...unit.objects, secret] } : unit,
  );
  expect(repositories.check(withUnits(lab, units))).toEqual([]);
});

test("repositories finds the login that is missing where images are written back to", () => {
  const elsewhere = "https://image-updater@gitea.arcodange.lab/arcodange-org/elsewhere.git";
  const moved = withEdit(lab, "argocd-image-updater/ImageUpdater/erp", updater => {
    updater.spec.writeBackConfig.gitConfig.repository = elsewhere;
  });
  expect(repositories.check(moved)).toEqual([
    expect.objectContaining({
      object: "ImageUpdater/erp",
      field: "spec.writeBackConfig.gitConfig.repository",
      problem: `Argo CD has no credentials for "${elsewhere}"`,
    }),
  ]);
});
