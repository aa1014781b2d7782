import { describe, expect, test } from "vitest";
import type { Lab } from "../../checks/rule.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { imagesOf, pinsOf } from "./pins.ts";

function withPin(lab: Lab, name: string, changes: object): Lab {
  const versions = { ...lab.cluster.versions, [name]: { version: "1.2.3", source: "example.org", ...changes } };
  return { ...lab, cluster: { ...lab.cluster, versions } };
}

describe("pinsOf()", () => {
  test("has every version of the facts, and the component that it is of", async () => {
    const lab = await declaredLab();
    const pins = pinsOf(lab);
    expect(pins.map(({ name }) => name)).toEqual(Object.keys(lab.cluster.versions));
    expect(pins.find(({ name }) => name === "vault")).toMatchObject({ component: "vault" });
    expect(pins.find(({ name }) => name === "k3s")?.component).toBeUndefined();
  });

  test("says what definitions are held to, of the pinned version only", async () => {
    const lab = await declaredLab();
    const held = (of: Lab) => pinsOf(of).find(({ name }) => name === "longhorn")?.heldTo;
    expect(held(lab)).toEqual({ what: "definitions", files: 1 });
    expect(held(withPin(lab, "longhorn", {}))).toBeUndefined();
  });

  test("says what a program is held to, unless that is of another version", async () => {
    const lab = await declaredLab();
    const held = (of: string) =>
      pinsOf(withPin(lab, "k3s", { sha256: { of, arm64: "0".repeat(64) } })).find(({ name }) => name === "k3s")?.heldTo;
    expect(held("1.2.3")).toEqual({ what: "program", architectures: ["arm64"] });
    expect(held("1.2.2")).toBeUndefined();
  });
});

describe("imagesOf()", () => {
  test("names the app's file, or the one of the bots where that replaces a tag", async () => {
    const lab = await declaredLab();
    const units = lab.units.map(unit => {
      if (unit.name !== "erp-sandbox" || unit.instance === undefined) return unit;
      return { ...unit, instance: { ...unit.instance, firstImage: unit.instance.image, image: "erp:2.0.0-rc1" } };
    });
    const images = new Map(imagesOf({ ...lab, units }).map(image => [image.instance, image]));
    expect(images.get("erp")).toMatchObject({ file: "apps/erp.ts", first: undefined });
    expect(images.get("erp-sandbox")).toMatchObject({
      image: "erp:2.0.0-rc1",
      file: "clusters/arcodange/images.yaml",
      first: images.get("erp")?.image,
    });
  });
});
