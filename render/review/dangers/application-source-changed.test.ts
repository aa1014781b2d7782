import { expect, test } from "vitest";
import { sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { applicationSourceChanged } from "./application-source-changed.ts";

const REPOSITORY = "https://git.example.net/lab.git";
const from = (source: object) => ({
  applications: [sampleApplication("erp", { source: { repoURL: REPOSITORY, path: "home/erp", ...source } })],
});

test.each([
  ["path", { path: "home/shop" }, `home/shop of ${REPOSITORY}`],
  ["repository", { repoURL: "https://git.example.net/other.git" }, "home/erp of https://git.example.net/other.git"],
])("application-source-changed warns of another %s", (_, source, place) => {
  expect(seen(applicationSourceChanged, from({}), from(source))).toEqual([
    `warn: it deploys ${place} in place of home/erp of ${REPOSITORY}`,
  ]);
});

test("application-source-changed warns of the same place that is read in another way", () => {
  expect(seen(applicationSourceChanged, from({}), from({ directory: { recurse: true } }))).toEqual([
    `warn: its source home/erp of ${REPOSITORY} is read in another way`,
  ]);
});

test("application-source-changed is silent about another revision, and the same path in other words", () => {
  expect(seen(applicationSourceChanged, from({ targetRevision: "main" }), from({ targetRevision: "v2" }))).toEqual([]);
  expect(seen(applicationSourceChanged, from({}), from({ path: "./home/erp/" }))).toEqual([]);
  const source = { repoURL: REPOSITORY, path: "home/erp" };
  const listed = { applications: [sampleApplication("erp", { source: undefined, sources: [source] })] };
  expect(seen(applicationSourceChanged, from({}), listed)).toEqual([]);
});
