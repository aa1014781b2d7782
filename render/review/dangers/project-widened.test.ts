import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { projectWidened } from "./project-widened.ts";

const KINDS = { namespaceResourceWhitelist: [{ group: "apps", kind: "Deployment" }] };
const project = (spec: object) => ({
  applications: [sampleObject("argoproj.io/v1alpha1", "AppProject", "erp", { spec: { ...KINDS, ...spec } })],
});
const SERVER = "https://kubernetes.default.svc";

test.each([
  ["a repository", {}, { sourceRepos: ["*"] }, 'sourceRepos now lets in "*"'],
  [
    "a destination",
    { destinations: [{ server: SERVER, namespace: "erp" }] },
    {
      destinations: [
        { server: SERVER, namespace: "erp" },
        { server: SERVER, namespace: "shop" },
      ],
    },
    `destinations now lets in "shop of ${SERVER}"`,
  ],
  [
    "kinds",
    {},
    {
      clusterResourceWhitelist: [
        { group: "rbac.authorization.k8s.io", kind: "*" },
        { group: "", kind: "Namespace" },
      ],
    },
    'clusterResourceWhitelist now lets in "rbac.authorization.k8s.io/*", "Namespace"',
  ],
  [
    "all kinds, for the list of kinds goes",
    {},
    { namespaceResourceWhitelist: undefined },
    'namespaceResourceWhitelist now lets in "*/*"',
  ],
  [
    "what it forbade",
    { namespaceResourceBlacklist: [{ group: "", kind: "Secret" }] },
    {},
    'namespaceResourceBlacklist now lets in "Secret"',
  ],
  [
    "a repository that it denied",
    { sourceRepos: ["!https://x", "*"] },
    { sourceRepos: ["*"] },
    'sourceRepos now lets in "!https://x"',
  ],
])("project-widened warns of a project that allows %s", (_, before, after, words) => {
  expect(seen(projectWidened, project(before), project(after))).toEqual([`warn: ${words}`]);
});

test.each([
  ["less", { sourceRepos: ["https://git.example.net/*"] }, { sourceRepos: ["https://git.example.net/lab.git"] }],
  [
    "the same in another order",
    { sourceRepos: ["https://a", "https://b"] },
    { sourceRepos: ["https://b", "https://a"] },
  ],
  ["what a wildcard covers already", { sourceNamespaces: ["team-*"] }, { sourceNamespaces: ["team-*", "team-a"] }],
  [
    "the same in other words",
    { sourceRepos: ["https://git.example.net/lab"], destinations: [{ server: SERVER, namespace: "erp" }] },
    { sourceRepos: ["https://git.example.net/lab.git"], destinations: [{ name: "in-cluster", namespace: "erp" }] },
  ],
  ["one more kind to be refused", {}, { namespaceResourceBlacklist: [{ group: "", kind: "Secret" }] }],
])("project-widened is silent about a project that allows %s", (_, before, after) => {
  expect(seen(projectWidened, project(before), project(after))).toEqual([]);
});
