import { expect, test } from "vitest";
import type { Values } from "../../platform/secrets/kv.ts";
import { type Keys, random, USER_LIST } from "../../platform/secrets/origin.ts";
import { sampleNeed } from "./sample-need.ts";
import { refuseUnknownKey, settable, setValues } from "./set.ts";

const vault = { url: "https://vault.home.lab", token: "" };

/** A secret that is told what was put into it. */
function taking(keys: Keys) {
  const taken: Values[] = [];
  const put = async (_: unknown, values: Values) => taken.push(values) > 0;
  return { need: settable(sampleNeed({ path: "traefik/users", keys, put })), taken };
}

test("refuseUnknownKey() suggests the nearest key", () => {
  const need = sampleNeed({ keys: { password: random(24), token: random(24) } });
  expect(() => refuseUnknownKey(need, "pasword")).toThrow(
    'Cannot set "pasword" of shop/mail: nothing declares it, did you mean "password"?',
  );
});

test("refuseUnknownKey() knows no key of the objects of JavaScript", () => {
  expect(() => refuseUnknownKey(sampleNeed({ keys: { password: random(24) } }), "constructor")).toThrow("declares it");
});

test("refuseUnknownKey() lets an app's own secret have any key", () => {
  expect(() => refuseUnknownKey(sampleNeed({}), "anything")).not.toThrow();
});

test.each([
  ["a password as it is", "ann:open-sesame"],
  ["a line without a name", ":$2y$05$abc"],
  ["no line at all", "open-sesame"],
])("setValues() refuses %s among users before Vault is asked, and shows nothing of it", async (_, line) => {
  const { need, taken } = taking(USER_LIST);
  const failure = await setValues(need, { users: `bob:$2y$05$abc\n${line}` }, vault).catch(
    (error: Error) => error.message,
  );
  expect(failure).toBe("Cannot set traefik/users: line 2 is no name:hash, write what htpasswd -nB <name> prints");
  expect(taken).toEqual([]);
});

test.each(["bob:$2y$05$abc", "bob:$apr1$x$y\n\nann:{SHA}abc="])("setValues() takes %j among users", async users => {
  const { need, taken } = taking(USER_LIST);
  expect(await setValues(need, { users }, vault)).toBe(true);
  expect(taken).toEqual([{ users }]);
});

test("setValues() takes none of several values where one has a key that nothing declares", async () => {
  const { need, taken } = taking({ user: random(8) });
  await expect(setValues(need, { user: "ann", pasword: "x" }, vault)).rejects.toThrow('Cannot set "pasword"');
  expect(taken).toEqual([]);
});

test("settable() refuses what two servers must have at once", () => {
  expect(() => settable(sampleNeed({ path: "auth/oidc/config" }))).toThrow(
    "Cannot set auth/oidc/config: two servers must have it at once, let it be made: lab secrets make auth/oidc/config",
  );
});
