import { describe, expect, test } from "vitest";
import { declaredLab } from "../../testing/declared-lab.ts";
import { wavesOf } from "./start-waves.ts";

describe("wavesOf()", () => {
  test("starts every unit once", async () => {
    const lab = await declaredLab();
    const started = wavesOf(lab).flatMap(({ applications }) => applications.map(({ name }) => name));
    expect(started.sort()).toEqual(lab.units.map(({ name }) => name).sort());
  });

  test("starts what something needs in an earlier wave", async () => {
    const waves = wavesOf(await declaredLab());
    const waveOf = new Map(waves.flatMap(({ wave, applications }) => applications.map(({ name }) => [name, wave])));
    const needs = waves.flatMap(({ wave, applications }) =>
      applications.flatMap(each => each.needs.map(need => ({ need, wave }))),
    );
    expect(needs.length).toBeGreaterThan(10);
    for (const { need, wave } of needs) expect(waveOf.get(need)).toBeLessThan(wave);
  });
});
