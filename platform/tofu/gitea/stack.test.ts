import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import type { Component } from "../../component.ts";
import { pushAddress } from "../../components/argocd-image-updater/account.ts";
import type { Declared } from "../../declared.ts";
import type { Instance } from "../../instance.ts";
import { sampleInstance } from "../../testing/sample-instance.ts";
import { giteaVariables } from "./stack.ts";

const declared = {
  instances: [instance("erp"), instance("erp", "erp-sandbox"), instance("shop", "shop", "")],
  components: [{ name: "argocd" }, { name: "argocd-image-updater" }] as Component[],
};

describe("giteaVariables()", () => {
  test("gives each app one repository and one way into Vault, however many environments it has", () => {
    const { repositories, ci } = of(declared);
    expect(Object.keys(repositories).sort()).toEqual(["crds", "erp", "lab", "shop"]);
    expect(ci).toEqual({
      erp: { mount: "gitea/erp", role: "gitea_cicd_erp" },
      shop: { mount: "gitea/shop", role: "gitea_cicd_shop" },
    });
  });

  test("learns of another app and another environment without a change to what it said before", () => {
    const more = { ...declared, instances: [...declared.instances, instance("erp", "erp-trial"), instance("wiki")] };
    const before = of(declared);
    const after = of(more);
    expect(after).toMatchObject(before);
    expect(after.accounts).toEqual(before.accounts);
  });

  test("lets Argo CD read this repository, the CRDs and the charts of apps, and nothing else", () => {
    expect(of(declared).accounts.argocd?.repositories).toEqual({ crds: "read", lab: "read", shop: "read" });
  });

  test("has an account for whom the Image Updater pushes as, and none where there is no Image Updater", () => {
    const { username } = new URL(pushAddress(arcodange));
    expect(of(declared).accounts).toHaveProperty(username);
    expect(of({ ...declared, components: [] }).accounts).not.toHaveProperty(username);
  });

  test("lets two programs write, to this repository alone", () => {
    const writers = Object.entries(of(declared).accounts).filter(([, { repositories }]) =>
      Object.values(repositories).includes("write"),
    );
    expect(writers.map(([name]) => name).sort()).toEqual(["bump", "image-updater"]);
    for (const [, { repositories }] of writers) expect(repositories).toEqual({ lab: "write" });
  });

  test("copies the mirrors that the cluster names", () => {
    const mirrors = { charts: "https://example.org/charts.git" };
    const cluster = { ...arcodange, gitea: { ...arcodange.gitea, mirrors } };
    expect(giteaVariables({ cluster, declared }).mirrors).toEqual(mirrors);
    expect(of(declared).mirrors).toEqual({});
  });
});

test("main is protected by the job that the workflow `check` has", () => {
  const protection = readFileSync(new URL("repositories.tf", import.meta.url), "utf8");
  const [, pattern] = /status_check_patterns += \["([^"]+)"\]/.exec(protection) ?? [];
  const workflow = parse(readFileSync(new URL("../../../.gitea/workflows/check.yaml", import.meta.url), "utf8"));
  expect(Object.keys(workflow.jobs).map(job => `${workflow.name} / ${job}*`)).toEqual([pattern]);
});

function of(all: Declared) {
  return giteaVariables({ cluster: arcodange, declared: all });
}

/** An app with its own chart has no image. */
function instance(app: string, name = app, image = `${app}:1.0.0`): Instance {
  return sampleInstance({ app, name, image });
}
