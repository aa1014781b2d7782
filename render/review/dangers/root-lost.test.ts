import { expect, test } from "vitest";
import { PROTECTED } from "../testing/sample-objects.ts";
import { sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { rootLost } from "./root-lost.ts";

const root = (path: string, name = "root", metadata = {}) =>
  sampleApplication(name, { source: { repoURL: "https://git.example.net/lab.git", path } }, metadata);
const lab = (...applications: ReturnType<typeof root>[]) => ({ applications, erp: [] });
const before = lab(root("home/applications"));

test("root-lost stops a change by which the Application that deploys itself looks elsewhere", () => {
  expect(seen(rootLost, before, lab(root("home/erp")))).toEqual(['stop: Application "root" no longer deploys itself']);
});

test("root-lost stops a change by which it goes, but not where it is renamed, or stays", () => {
  const others = { ...lab(sampleApplication("erp")), applications: [] };
  const gone = { applications: [root("home/nowhere", "lab")], erp: [] };
  expect(seen(rootLost, lab(root("home/applications", "lab"), root("home/erp")), { ...gone, ...others })).toEqual([]);
  const kept = lab(root("home/applications", "lab", PROTECTED), root("home/erp"));
  expect(seen(rootLost, kept, lab(root("home/erp")))).toEqual([]);
  expect(seen(rootLost, lab(root("home/applications", "lab"), root("home/erp")), lab(root("home/erp")))).toEqual([
    'stop: Application "lab" goes, and nothing deploys it',
  ]);
});

test("root-lost is silent about a root that changes, and about Applications that others deploy", () => {
  expect(seen(rootLost, before, lab(root("home/applications", "root", { labels: { a: "b" } })))).toEqual([]);
  const erp = (path: string) => ({ applications: [sampleApplication("erp", { source: { path } })], erp: [] });
  expect(seen(rootLost, erp("home/erp"), erp("home/elsewhere"))).toEqual([]);
});
