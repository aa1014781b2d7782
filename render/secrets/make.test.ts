import { describe, expect, test } from "vitest";
import { fromStack, type Keys, random, typed } from "../../platform/secrets/origin.ts";
import { makeMissing } from "./make.ts";
import type { Need } from "./need.ts";
import { sampleNeed } from "./sample-need.ts";
import { judge, unknown } from "./status.ts";
import type { Workshop } from "./workshop.ts";

const keys: Keys = { one: random(8), other: random(8), pasted: typed("a page shows it"), applied: fromStack("google") };
const workshop = {} as Workshop;

/** A secret that notes which keys it was asked to make. */
function noting(changes: Partial<Need> = {}) {
  const asked: string[][] = [];
  const make: Need["make"] = async (_, wanted, occasion) => {
    asked.push([occasion, ...Object.keys(wanted)]);
  };
  return { need: sampleNeed({ keys, make, ...changes }), asked };
}

describe("makeMissing()", () => {
  test("makes just what is missing and can be made, and names what a person or a stack brings", async () => {
    const { need, asked } = noting();
    const outcome = await makeMissing(judge(need, { keys: ["other"] }), workshop);
    expect(asked).toEqual([["missing", "one"]]);
    expect(outcome).toMatchObject({ made: ["one"], awaited: { pasted: keys.pasted, applied: keys.applied } });
    expect(outcome).not.toHaveProperty("failure");
  });

  test("makes nothing where nothing is missing", async () => {
    const { need, asked } = noting();
    expect(await makeMissing(judge(need, { keys: Object.keys(keys) }), workshop)).toMatchObject({
      made: [],
      awaited: {},
    });
    expect(asked).toEqual([]);
  });

  test("says what failed instead of throwing it, and what is awaited all the same", async () => {
    const status = judge(sampleNeed({ keys }), undefined);
    const outcome = await makeMissing(status, workshop);
    expect(outcome).toMatchObject({ made: [], failure: "there is no workshop" });
    expect(Object.keys(outcome.awaited)).toEqual(["pasted", "applied"]);
  });

  test("makes nothing while it is unknown what is there", async () => {
    const { need, asked } = noting();
    const outcome = await makeMissing(unknown(need, new Error("it is sealed")), workshop);
    expect(outcome).toMatchObject({ made: [], failure: "it is sealed" });
    expect(asked).toEqual([]);
  });

  test("waits for a person where an app's own secret is not there", async () => {
    const need = sampleNeed({});
    expect(await makeMissing(judge(need, undefined), workshop)).toMatchObject({ isAwaited: true });
    expect(await makeMissing(judge(need, { keys: ["any"] }), workshop)).toMatchObject({ isAwaited: false });
  });
});
