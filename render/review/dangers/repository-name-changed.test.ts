import { expect, test } from "vitest";
import { PROTECTED, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { repositoryNameChanged } from "./repository-name-changed.ts";

const dns = (hosts: string, metadata = {}) =>
  sampleObject("v1", "ConfigMap", "coredns-custom", {
    metadata: { name: "coredns-custom", ...metadata },
    data: { "lab.server": `example.net:53 {\n    hosts {\n        ${hosts}\n        fallthrough\n    }\n}\n` },
  });
const lab = (...objects: ReturnType<typeof dns>[]) => ({ foundation: objects });
const told = ['warn: it no longer says where "git.example.net" is, or says so otherwise'];

test("repository-name-changed warns where the name of a repository's server goes, or gets another address", () => {
  const before = lab(dns("10.0.0.2 git.example.net"));
  expect(seen(repositoryNameChanged, before, lab())).toEqual(told);
  expect(seen(repositoryNameChanged, before, lab(dns("10.0.0.2 cms.example.net")))).toEqual(told);
  expect(seen(repositoryNameChanged, before, lab(dns("10.0.0.3 git.example.net")))).toEqual(told);
});

test("repository-name-changed is silent about other names, other writing, and what stays in the cluster", () => {
  const before = lab(dns("10.0.0.2 git.example.net"));
  expect(seen(repositoryNameChanged, before, lab(dns("10.0.0.2    git.example.net")))).toEqual([]);
  expect(seen(repositoryNameChanged, lab(dns("10.0.0.2 cms.example.net")), lab())).toEqual([]);
  expect(seen(repositoryNameChanged, lab(dns("10.0.0.2 git.example.net", PROTECTED)), lab())).toEqual([]);
});
