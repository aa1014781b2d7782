import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { repositoryHostChanged } from "./repository-host-changed.ts";

const settings = sampleObject("v1", "ConfigMap", "argocd-cm", { data: {} });
const reading = (host: string, name = "argocd") =>
  sampleApplication(name, {
    source: { repoURL: `https://${host}/lab.git`, targetRevision: "main", path: `home/${name}` },
  });
const lab = (host: string, ...rest: object[]) => ({
  applications: [reading(host)],
  argocd: [settings, ...(rest as never[])],
});

test("repository-host-changed stops Argo CD from reading itself elsewhere", () => {
  expect(seen(repositoryHostChanged, lab("git.example.net"), lab("code.example.net"))).toEqual([
    'stop: Application "argocd" reads from "code.example.net"',
  ]);
});

test("repository-host-changed only warns where credentials for it are there", () => {
  const credentials = sampleObject("v1", "Secret", "code", {
    metadata: { name: "code", labels: { "argocd.argoproj.io/secret-type": "repo-creds" } },
    stringData: { url: "https://code.example.net" },
  });
  expect(seen(repositoryHostChanged, lab("git.example.net"), lab("code.example.net", credentials))).toEqual([
    'warn: Application "argocd" reads from "code.example.net"',
  ]);
});

test("repository-host-changed is silent about another path, and about other Applications", () => {
  const ssh = {
    ...lab("git.example.net"),
    applications: [
      sampleApplication("argocd", { source: { repoURL: "git@git.example.net:lab.git", path: "home/argocd" } }),
    ],
  };
  expect(seen(repositoryHostChanged, lab("git.example.net"), ssh)).toEqual([]);
  const app = (host: string) => ({ applications: [reading(host, "erp")], erp: [] });
  expect(seen(repositoryHostChanged, app("git.example.net"), app("code.example.net"))).toEqual([]);
});
