import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { gitSettings } from "./git-login.ts";

test("gitSettings() gives git settings that it reads for one server and no other", () => {
  const settings = gitSettings({
    "credential.helper": "",
    "http.https://gitea.home.example/.extraHeader": "Authorization: Basic x y=",
  });
  expect(headerFor("https://gitea.home.example/org/lab.git")).toBe("Authorization: Basic x y=");
  expect(() => headerFor("https://elsewhere.example/org/lab.git")).toThrow();

  function headerFor(url: string): string {
    const env = { ...process.env, ...settings };
    const words = ["config", "--get-urlmatch", "http.extraHeader", url];
    return execFileSync("git", words, { env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
  }
});
