import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { projectNarrowed } from "./project-narrowed.ts";
import { projectWidened } from "./project-widened.ts";

const project = (spec: object) => ({
  applications: [sampleObject("argoproj.io/v1alpha1", "AppProject", "erp", { spec })],
});
const [DEPLOYMENT, JOB] = [
  { group: "apps", kind: "Deployment" },
  { group: "batch", kind: "Job" },
];

test.each([
  [
    "a kind",
    { namespaceResourceWhitelist: [DEPLOYMENT, JOB] },
    { namespaceResourceWhitelist: [DEPLOYMENT] },
    'namespaceResourceWhitelist no longer lets in "batch/Job"',
  ],
  [
    "all but one kind, for a list of kinds comes",
    {},
    { namespaceResourceWhitelist: [JOB] },
    'namespaceResourceWhitelist no longer lets in "*/*"',
  ],
  [
    "a kind but for one name",
    { clusterResourceWhitelist: [{ group: "", kind: "Namespace" }] },
    { clusterResourceWhitelist: [{ group: "", kind: "Namespace", name: "erp" }] },
    'clusterResourceWhitelist no longer lets in "Namespace"',
  ],
  [
    "destinations",
    { destinations: [{ name: "home", namespace: "*" }] },
    { destinations: [{ name: "home", namespace: "erp" }] },
    'destinations no longer lets in "* of home"',
  ],
  [
    "a kind, by name of what is forbidden",
    {},
    { clusterResourceBlacklist: [{ group: "", kind: "Node" }] },
    'clusterResourceBlacklist no longer lets in "Node"',
  ],
])("project-narrowed warns of a project that loses %s", (_, before, after, words) => {
  expect(seen(projectNarrowed, project(before), project(after))).toEqual([`warn: ${words}`]);
});

test("project-narrowed is silent where a wildcard takes the place of what it covers", () => {
  const [before, after] = [
    project({ sourceRepos: ["https://git.example.net/lab.git"], namespaceResourceWhitelist: [DEPLOYMENT, JOB] }),
    project({ sourceRepos: ["https://git.example.net/*"], namespaceResourceWhitelist: [{ group: "*", kind: "*" }] }),
  ];
  expect(seen(projectNarrowed, before, after)).toEqual([]);
});

test("project-narrowed and project-widened are silent about other kinds with such lists", () => {
  const team = (spec: object) => ({ erp: [sampleObject("example.net/v1", "AppProject", "erp", { spec })] });
  const [wide, narrow] = [team({ sourceRepos: ["*"] }), team({ sourceRepos: [] })];
  expect(seen(projectNarrowed, wide, narrow)).toEqual([]);
  expect(seen(projectWidened, narrow, wide)).toEqual([]);
});
