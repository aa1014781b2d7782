import { describe, expect, test } from "vitest";
import { stacks } from "../../../platform/tofu/index.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { stacksOfLab } from "./stacks.ts";

describe("stacksOfLab()", () => {
  test("has every stack, with its providers and a state that no other has", async () => {
    const found = stacksOfLab(await declaredLab());
    expect(found.map(({ name }) => name)).toEqual(stacks.map(({ name }) => name));
    expect(new Set(found.map(({ state }) => state)).size).toBe(stacks.length);
    for (const { providers, makes } of found) expect([providers.length > 0, makes.endsWith(".")]).toEqual([true, true]);
  });

  test("says which of them a cluster without a zone does not have", async () => {
    const lab = await declaredLab();
    const { zone: _, ...inside } = lab.cluster;
    const absent = stacksOfLab({ ...lab, cluster: inside }).filter(({ exists }) => !exists);
    expect(absent.map(({ name }) => name)).toEqual(["cloudflare", "ovh"]);
  });
});
