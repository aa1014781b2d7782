import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { secretInGit } from "./secret-in-git.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const secret = (rest: object) => sampleObject("v1", "Secret", "smtp", { type: "Opaque", ...rest });
const found = (after: object, before: object[] = []) =>
  seen(secretInGit, { erp: before as never }, { erp: [after as never] });

test("secret-in-git stops a change that brings a value, and never tells it", () => {
  expect(found(secret({ data: { password: base64("hunter2") } }))).toEqual([
    'stop: the value of "password" lies in git',
  ]);
  expect(found(secret({ stringData: { token: "hunter2" } }))).toEqual(['stop: the value of "token" lies in git']);
});

test("secret-in-git stops a value that is another one, and only that one", () => {
  const [before, after] = ["a", "b"].map(token => secret({ stringData: { token, password: "same" } }));
  expect(found(after as object, [before as object])).toEqual(['stop: the value of "token" lies in git']);
});

test("secret-in-git takes a value for the same whichever way it is written", () => {
  expect(found(secret({ stringData: { token: "a" } }), [secret({ data: { token: base64("a") } })])).toEqual([]);
});

test.each([
  ["nothing", { data: null, stringData: {} }],
  ["an empty value", { stringData: { token: "" } }],
  ["a certificate", { data: { "ca.crt": base64("-----BEGIN CERTIFICATE-----") } }],
  ["an address", { stringData: { url: "https://git.example.net", type: "git" } }],
  ["a placeholder", { stringData: { token: "<path:secret/data/erp#token>" } }],
  ["what SOPS has encrypted", { stringData: { token: "ENC[AES256_GCM,data:x]" } }],
  ["what SOPS has encrypted as a whole", { data: { token: base64("x") }, sops: { mac: "y" } }],
])("secret-in-git is silent about a Secret that holds %s", (_, rest) => {
  expect(found(secret(rest))).toEqual([]);
});
