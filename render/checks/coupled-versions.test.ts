import { expect, test } from "vitest";
import { declaredLab } from "../testing/declared-lab.ts";
import { coupledVersions } from "./coupled-versions.ts";
import { edit } from "./edits/coupled-versions.ts";

const lab = await declaredLab();

function withPin(name: string, version: string) {
  const pin = { source: "github.com/a/b", ...lab.cluster.versions[name], version };
  return { ...lab, cluster: { ...lab.cluster, versions: { ...lab.cluster.versions, [name]: pin } } };
}

test("coupledVersions finds nothing in the declared lab", () => {
  expect(coupledVersions.check(lab)).toEqual([]);
});

test("coupledVersions refuses an Argo CD that was tested with older versions of Kubernetes only", () => {
  expect(coupledVersions.check(edit(lab))).toMatchObject([
    {
      cluster: "arcodange",
      field: "versions.argocd",
      problem: expect.stringContaining('"argocd" 3.4 was tested with "k3s" 1.32 to 1.35, and "v1.'),
      file: "clusters/arcodange/index.ts",
    },
  ]);
});

test("coupledVersions refuses a k3s that is too new, for everyone who has not tested it", async () => {
  const findings = await coupledVersions.check(withPin("k3s", "v1.99.0+k3s1"));
  expect(findings.map(({ field }) => field)).toEqual([
    "versions.argocd",
    "versions.longhorn",
    "versions.vault",
    "versions.vault-secrets-operator",
  ]);
});

test("coupledVersions asks for what a new minor version was tested with", () => {
  expect(coupledVersions.check(withPin("longhorn", "v1.99.0"))).toMatchObject([
    {
      problem: 'nobody has written down what "longhorn" 1.99 was tested with',
      remedy: expect.stringContaining("couplings.ts"),
    },
  ]);
});

test("coupledVersions lets patches pass", () => {
  const next = lab.cluster.versions.argocd?.version.replace(/\d+$/, "99") ?? "";
  expect(coupledVersions.check(withPin("argocd", next))).toEqual([]);
});
