import { expect, test } from "vitest";
import { PROTECTED, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { repositoryAccessRemoved } from "./repository-access-removed.ts";

const URL = "https://git.example.net/lab.git"; // what Applications of the sample read
const LABEL = "argocd.argoproj.io/secret-type";
const secret = (url: string, type = "repository", metadata: object = {}) =>
  sampleObject("v1", "Secret", "lab", {
    metadata: { name: "lab", labels: { [LABEL]: type }, ...metadata },
    stringData: { url },
  });
const fromVault = (url: string) =>
  sampleObject("secrets.hashicorp.com/v1beta1", "VaultStaticSecret", "lab", {
    spec: {
      destination: {
        name: "lab",
        labels: { [LABEL]: "repository" },
        transformation: { templates: { url: { text: url } } },
      },
    },
  });
const service = sampleObject("v1", "Service", "argocd", { spec: { ports: [{ port: 80 }] } });
const told = [`stop: Argo CD loses its credentials for "${URL}"`];
const removed = (before: object, after: object[]) =>
  seen(repositoryAccessRemoved, { argocd: [before as never] }, { argocd: [service, ...(after as never[])] });

test("repository-access-removed stops a change that takes away the only credentials", () => {
  expect(removed(secret(URL), [])).toEqual(told);
  expect(removed(fromVault(URL), [])).toEqual(told);
  expect(removed(secret("https://git.example.net", "repo-creds"), [])).toEqual(told);
});

test("repository-access-removed stops a change of address or label", () => {
  expect(removed(fromVault(URL), [fromVault("https://other.example.net/lab.git")])).toEqual(told);
  expect(removed(secret(URL), [secret(URL, "cluster")])).toEqual(told);
});

test("repository-access-removed is silent where others count too, where they stay, and where there were none", () => {
  expect(removed(fromVault(URL), [secret("https://git.example.net/", "repo-creds")])).toEqual([]);
  expect(removed(secret(URL), [fromVault("https://git.example.net/lab")])).toEqual([]);
  expect(removed({ ...secret(URL), metadata: { ...secret(URL).metadata, ...PROTECTED } }, [])).toEqual([]);
  expect(removed(secret("https://elsewhere.example.net/lab.git"), [])).toEqual([]);
});
