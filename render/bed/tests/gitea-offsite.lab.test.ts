import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Offsite, offsiteState, pushOffsite } from "../../../platform/secrets/gitea-offsite.ts";
import { eventually } from "../eventually.ts";
import { Parts } from "../process/parts.ts";
import { authority } from "../servers/authority.ts";
import { type Gitea, startGitea } from "../servers/gitea.ts";
import { commitAndPush, createOrganisation, createRepository } from "../servers/gitea-repositories.ts";
import { startPostgres } from "../servers/postgres.ts";
import { loopbackSite } from "../site.ts";
import { type GitElsewhere, startGitElsewhere } from "./git-elsewhere.ts";

const parts = new Parts();
const trusted = getCACertificates("default");
let folder: string;
let gitea: Gitea;
let access: { url: string; token: string };
let elsewhere: GitElsewhere;
let offsite: Offsite;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bed-"));
  const postgres = parts.add(await startPostgres(folder));
  const trust = authority(join(folder, "authority"));
  gitea = parts.add(await startGitea(folder, { postgres, authority: trust, site: await loopbackSite() }));
  setDefaultCACertificates([...trusted, readFileSync(gitea.certificate, "utf8")]);
  access = { url: gitea.url.replace(/\/$/, ""), token: gitea.token };
  await createOrganisation(gitea, "household");
  await createRepository(gitea, "household", "lab");
  mkdirSync(join(folder, "source"));
  elsewhere = await startGitElsewhere(folder, "first token");
  offsite = { organisation: "household", repository: "lab", url: elsewhere.url };
});

afterAll(async () => {
  setDefaultCACertificates(trusted);
  await elsewhere?.stop();
  await parts.stop();
  rmSync(folder, { recursive: true });
});

test("what is there goes elsewhere at once, and every later push too", async () => {
  const first = await push("first");
  expect(await offsiteState(access, offsite)).toBeUndefined();
  await pushOffsite(access, offsite, "first token");
  await arrives(first);
  await arrives(await push("second"));
  expect(await offsiteState(access, offsite)).toBe("");
});

test("a token that is no longer valid is told, without the token, and another one takes its place", async () => {
  elsewhere.token = "second token";
  const commit = await push("third");
  await eventually("the copy is refused", async () =>
    (await offsiteState(access, offsite)) === "" ? "no push has failed yet" : undefined,
  );
  expect(await offsiteState(access, offsite)).not.toContain("first token");
  expect(elsewhere.head("main")).not.toBe(commit);
  await pushOffsite(access, offsite, "second token");
  await arrives(commit);
  expect(await offsiteState(access, offsite)).toBe("");
});

function push(text: string): Promise<string> {
  writeFileSync(join(folder, "source", "a.txt"), text);
  return commitAndPush(gitea, "household/lab", join(folder, "source"), `test: ${text}`);
}

function arrives(commit: string): Promise<number> {
  return eventually("the copy has the commit", async () =>
    elsewhere.head("main") === commit ? undefined : `it is at ${elsewhere.head("main")}`,
  );
}
