import { expect, test } from "vitest";
import { stringify } from "yaml";
import type { Revision } from "../read/revision.ts";
import { situationOf } from "../situation-of.ts";
import { sampleObject } from "../testing/sample-objects.ts";
import { sampleRevision } from "../testing/sample-revision.ts";
import { sampleApplication } from "../testing/sample-situation.ts";
import { seen } from "../testing/seen.ts";
import { findDangers } from "./find-dangers.ts";
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

test("repository-host-changed stops a root that nobody sees at the other server", () => {
  const root = (host: string) => {
    const source = { repoURL: `https://${host}/lab.git`, targetRevision: "main", path: "home/applications" };
    return stringify(sampleApplication("root", { source }));
  };
  const files = (host: string) => ({ "home/applications/root.yaml": root(host), "home/applications/a.yaml": "" });
  const [before, after] = ["git.example.net", "code.example.net"].map(host =>
    sampleRevision(files(host), "https://git.example.net/lab.git"),
  ) as [Revision, Revision];
  const told = findDangers(situationOf(before, after).situation, [repositoryHostChanged]);
  expect(told.map(({ level, what }) => `${level}: ${what}`)).toEqual([
    'stop: Application "root" reads from "code.example.net"',
  ]);
});
