import { expect, test } from "vitest";
import type { Pin } from "../../clusters/lab.ts";
import { tested } from "./couplings.ts";
import { misfits } from "./misfits.ts";

function pins(versions: Readonly<Record<string, string>>): Record<string, Pin> {
  const entries = Object.entries(versions);
  return Object.fromEntries(entries.map(([name, version]) => [name, { version, source: "github.com/a/b" }]));
}

test.each([
  [{ argocd: "v3.5.1", k3s: "v1.33.0+k3s1" }],
  [{ argocd: "v3.5.1", k3s: "v1.36.9+k3s1" }],
  [{ argocd: "v3.4.0", k3s: "v1.32.1+k3s1" }],
  [{ longhorn: "v1.12.9", k3s: "v1.36.3+k3s1" }],
  [{ "vault-secrets-operator": "v1.4.1", vault: "2.0.0" }],
  [{ argocd: "v3.5.1" }],
  [{}],
])("misfits() accepts %j", versions => {
  expect(misfits(pins(versions))).toEqual([]);
});

test.each([
  [{ argocd: "v3.5.1", k3s: "v1.32.9+k3s1" }, "k3s"],
  [{ argocd: "v3.5.1", k3s: "v1.37.1+k3s1" }, "k3s"],
  [{ argocd: "v3.3.0", k3s: "v1.36.3+k3s1" }, "k3s"],
  [{ longhorn: "v1.12.1", k3s: "v1.37.0+k3s1" }, "k3s"],
  [{ "vault-secrets-operator": "v1.4.1", vault: "2.1.0" }, "vault"],
])("misfits() refuses %j, and says with what", (versions, other) => {
  const found = misfits(pins(versions)).filter(misfit => misfit.with !== undefined);
  expect(found).toMatchObject([{ component: Object.keys(versions)[0], with: other }]);
});

test("misfits() does not take an untested minor version for a tested one", () => {
  expect(misfits(pins({ argocd: "v3.6.0", k3s: "v1.36.3+k3s1" }))).toMatchObject([
    { component: "argocd", problem: 'nobody has written down what "argocd" 3.6 was tested with' },
  ]);
});

test("every range says from where to where, and who says so", () => {
  for (const { from, to, source } of tested) {
    expect(Number(from.split(".")[1]), from).toBeLessThanOrEqual(
      from.split(".")[0] === to.split(".")[0] ? Number(to.split(".")[1]) : Number.POSITIVE_INFINITY,
    );
    expect(source).toMatch(/^https:\/\//);
  }
});
