import { describe, expect, test } from "vitest";
import { random, typed } from "../../platform/secrets/origin.ts";
import { sampleNeed } from "./sample-need.ts";
import { judge, statusOf } from "./status.ts";
import type { Workshop } from "./workshop.ts";

const keys = { user: typed("its name"), password: random(24) };
const need = sampleNeed({ keys });

describe("judge()", () => {
  test.each([
    ["present", ["user", "password"], []],
    ["present", ["user", "password", "more"], []],
    ["incomplete", ["password"], ["user"]],
    ["absent", ["other"], ["user", "password"]],
    ["absent", undefined, ["user", "password"]],
  ])("says %s of a secret with two keys of which there are %j", (state, there, missing) => {
    expect(judge(need, there && { keys: there })).toEqual({ need, state, missing });
  });

  test.each([
    ["present", { keys: ["whatever"] }],
    ["absent", { keys: [] }],
    ["absent", undefined],
  ])("says %s of an app's own secret of which there is %j", (state, outline) => {
    expect(judge(sampleNeed({}), outline)).toMatchObject({ state, missing: [] });
  });

  test("passes on when it was written", () => {
    expect(judge(need, { keys: ["user"], written: "2026-01-02T03:04:05Z" })).toMatchObject({
      written: "2026-01-02T03:04:05Z",
    });
  });
});

test("statusOf() says unknown, and why, of what cannot be looked at, and looks at the rest", async () => {
  const sealed = sampleNeed({
    look: async () => {
      throw new Error("it is sealed");
    },
  });
  const there = sampleNeed({ look: async () => ({ keys: ["a"] }) });
  expect(await statusOf([sealed, there], {} as Workshop)).toMatchObject([
    { state: "unknown", reason: "it is sealed" },
    { state: "present" },
  ]);
});
