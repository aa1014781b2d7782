import { tmpdir } from "node:os";
import { afterEach, expect, test, vi } from "vitest";
import { repositoryFolder } from "../../repository.ts";
import { audienceOf } from "./audience-of.ts";

const place = { server: "https://git.home.lab", repository: "org/lab" };

afterEach(() => vi.unstubAllEnvs());

test("audienceOf() knows the reviewed commit in full", async () => {
  vi.stubEnv("GITEA_TOKEN", "secret");
  const { number, commit } = await audienceOf({ ...place, pullRequest: "12" }, repositoryFolder, "HEAD");
  expect(number).toBe(12);
  expect(commit).toMatch(/^[0-9a-f]{40}$/);
});

test("audienceOf() leaves a head that is no commit to whoever reads it, even one that looks like an option", async () => {
  vi.stubEnv("GITEA_TOKEN", "secret");
  for (const head of ["ghost", "--help"]) {
    const { commit } = await audienceOf({ ...place, pullRequest: "12" }, repositoryFolder, head);
    expect(commit).toBe(head);
  }
});

test.each(["", "0", "-1", "1.5", "1/../2", "#3"])("audienceOf() refuses %j for a number", async pullRequest => {
  await expect(audienceOf({ ...place, pullRequest }, repositoryFolder, "HEAD")).rejects.toThrow(
    `Cannot review pull request "${pullRequest}": it is no number, write one such as 12`,
  );
});

test("audienceOf() says that a folder is no repository", async () => {
  vi.stubEnv("GITEA_TOKEN", "secret");
  await expect(audienceOf({ ...place, pullRequest: "1" }, tmpdir(), "HEAD")).rejects.toThrow(
    'Cannot review "HEAD": this folder is no git repository',
  );
});
