import { expect, test } from "vitest";
import { ini, newSecrets } from "./gitea-settings.ts";

test("ini() writes a section for each name, and leaves out what is undefined", () => {
  const text = ini({ server: { HTTP_PORT: 443, STATIC_ROOT_PATH: undefined }, log: { MODE: "console" } });
  expect(text).toBe("[server]\nHTTP_PORT = 443\n\n[log]\nMODE = console\n");
});

test("newSecrets() makes other secrets each time, none of which twice", () => {
  const secrets = [newSecrets(), newSecrets()].flatMap(({ security, oauth2 }) => [
    security?.SECRET_KEY,
    security?.INTERNAL_TOKEN,
    oauth2?.JWT_SECRET,
  ]);
  expect(new Set(secrets).size).toBe(6);
});
