import { describe, expect, test } from "vitest";
import { namesOf, refuseUnknown, selectTree } from "./named.ts";

const tree = (version: string) =>
  new Map(
    [
      "home/erp/deployment-erp.yaml",
      "home/erp-sandbox/deployment-erp.yaml",
      "home/applications/application-erp.yaml",
      "home/applications/application-traefik-crds.yaml",
      "home/applications/appproject-erp.yaml",
      "spare/erp/deployment-erp.yaml",
    ].map(path => [path, version]),
  );
const fresh = { tree: new Map([...tree("new"), ["home/erp/added.yaml", "new"]]) };
const present = new Map([...tree("old"), ["home/erp/stale.yaml", "old"], ["home/cms/stale.yaml", "old"]]);
const changed = (selected: ReadonlyMap<string, string>) =>
  [...selected].filter(([, text]) => text === "new").map(([path]) => path);

describe("selectTree()", () => {
  test("is the fresh tree where nothing is named", () => {
    expect(selectTree(fresh, present, undefined, [])).toEqual(fresh.tree);
  });

  test("takes a unit's folder, Application and project afresh on every cluster, and leaves everything else", () => {
    const selected = selectTree(fresh, present, undefined, ["erp"]);
    expect(changed(selected).sort()).toEqual([
      "home/applications/application-erp.yaml",
      "home/applications/appproject-erp.yaml",
      "home/erp/added.yaml",
      "home/erp/deployment-erp.yaml",
      "spare/erp/deployment-erp.yaml",
    ]);
    expect(selected.get("home/erp-sandbox/deployment-erp.yaml")).toBe("old");
  });

  test("drops what is stale in the named unit, and keeps it elsewhere", () => {
    const selected = selectTree(fresh, present, "home", ["erp"]);
    expect(selected.has("home/erp/stale.yaml")).toBe(false);
    expect(selected.has("home/cms/stale.yaml")).toBe(true);
  });

  test("takes only the named cluster afresh, and only the named unit of it", () => {
    expect(changed(selectTree(fresh, present, "spare", []))).toEqual(["spare/erp/deployment-erp.yaml"]);
    expect(changed(selectTree(fresh, present, "spare", ["erp"]))).toEqual(["spare/erp/deployment-erp.yaml"]);
  });

  test("knows a unit that is only in the present tree: its removal can be selected", () => {
    expect(selectTree(fresh, present, "home", ["cms"]).has("home/cms/stale.yaml")).toBe(false);
  });

  test("throws at an unknown cluster and every unknown unit at once, with the nearest name of each", () => {
    expect(() => selectTree(fresh, present, "hom", ["epr", "erp", "erp-sandbx"])).toThrow(
      [
        'Cannot find cluster "hom": did you mean "home"?',
        'Cannot find unit "epr": did you mean "erp"?',
        'Cannot find unit "erp-sandbx": did you mean "erp-sandbox"?',
      ].join("\n"),
    );
  });
});

describe("namesOf()", () => {
  test("knows units by their folder and by their Application, and no folder that is none", () => {
    expect(namesOf([...tree("").keys(), "home/hosts/pi1/etc/hosts", "home/tofu/vault.tfvars.json"])).toEqual({
      clusters: ["home", "spare"],
      units: ["erp", "erp-sandbox", "traefik-crds"],
    });
  });
});

test("refuseUnknown() says so where there is no name to suggest", () => {
  expect(() => refuseUnknown({ clusters: [], units: [] }, "home", ["erp"])).toThrow(
    /^Cannot find cluster "home": .+\n.+/,
  );
  expect(() => refuseUnknown({ clusters: [], units: [] }, "home", ["erp"])).not.toThrow("undefined");
});
