import { describe, expect, test } from "vitest";
import { declaredLab } from "../../testing/declared-lab.ts";
import { misfits } from "../../upgrade/misfits.ts";
import { versionCouplingsOf } from "./version-couplings.ts";

describe("versionCouplingsOf()", () => {
  test("gives a ceiling past which lab check refuses, and not before", async () => {
    const lab = await declaredLab();
    const { ceilings } = versionCouplingsOf(lab);
    expect(ceilings.map(({ name }) => name)).toContain("k3s");
    for (const { name, newest, heldBy } of ceilings) {
      const [major = 0, minor = 0] = newest.split(".").map(Number);
      const refusing = (version: string) =>
        misfits({ ...lab.cluster.versions, [name]: { version, source: "" } })
          .filter(misfit => misfit.with === name)
          .map(({ component }) => component);
      expect(refusing(newest)).toEqual([]);
      expect(refusing(`${major}.${minor + 1}`)).toEqual(expect.arrayContaining([...heldBy]));
    }
  });

  test("says what of a pinned version was tested, and nothing of versions that are not pinned", async () => {
    const { tested, moves } = versionCouplingsOf(await declaredLab());
    expect(tested).toContainEqual(expect.objectContaining({ component: "argocd", with: "k3s" }));
    expect(tested.filter(({ component }) => component === "argocd")).toHaveLength(1);
    expect(moves.map(({ name }) => name)).toContain("longhorn");
  });

  test("has nothing to say of a lab that pins nothing", async () => {
    const lab = await declaredLab();
    const bare = { ...lab, cluster: { ...lab.cluster, versions: {} } };
    expect(versionCouplingsOf(bare)).toEqual({ tested: [], ceilings: [], moves: [] });
  });
});
