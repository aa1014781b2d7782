import { expect, test } from "vitest";
import { fixed, fromStack, giteaToken, type Keys, random, typed } from "../../platform/secrets/origin.ts";
import { rotationOf } from "./rotation.ts";
import { sampleNeed } from "./sample-need.ts";

test("rotationOf() renews what is made in place, and leaves alone what would do harm, is no secret, or is brought", () => {
  const token = giteaToken("argocd", "read:repository");
  const password = random(24);
  const keys: Keys = {
    ...{ password, token, username: fixed("argocd") },
    secretKey: random(32, { kept: "nothing could be read" }),
    ...{ pasted: typed("what a page shows"), applied: fromStack("google") },
  };
  expect(rotationOf(sampleNeed({ keys }))).toEqual({
    renewed: { password, token },
    kept: { secretKey: "nothing could be read" },
  });
});

test("rotationOf() finds nothing to renew in an app's own secret", () => {
  expect(rotationOf(sampleNeed({}))).toEqual({ renewed: {}, kept: {} });
});
