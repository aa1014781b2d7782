import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { RE2JS } from "re2js";
import { describe, expect, test } from "vitest";
import type { Pin } from "../../clusters/lab.ts";
import { parseImage, resolveImage } from "../../platform/image.ts";
import { appFile } from "../../platform/naming.ts";
import { load } from "../model/load.ts";
import { repositoryFolder } from "../repository.ts";
import { moves, tested } from "../upgrade/couplings.ts";

const { apps, clusters, components } = await load(repositoryFolder);

interface Manager {
  readonly customType: string;
  readonly managerFilePatterns: readonly string[];
  readonly matchStrings: readonly string[];
  readonly datasourceTemplate: string;
  readonly packageNameTemplate?: string;
}

interface PackageRule {
  readonly matchDepNames?: readonly string[];
  readonly matchPackageNames?: readonly string[];
  readonly matchDatasources?: readonly string[];
  readonly matchManagers?: readonly string[];
  readonly matchUpdateTypes?: readonly string[];
  readonly automerge?: boolean;
  readonly separateMultipleMinor?: boolean;
  readonly groupName?: string;
}

const config = JSON.parse(readFileSync(join(repositoryFolder, "renovate.json"), "utf8")) as {
  readonly customManagers: readonly Manager[];
  readonly packageRules: readonly PackageRule[];
};

/** What Renovate would look up, as its manager `custom.regex` takes it out of a file. */
interface Found {
  readonly file: string;
  readonly depName: string;
  readonly packageName: string;
  readonly currentValue: string;
  readonly datasource: string;
}

type Groups = Readonly<Record<string, string>>;

const FILES = ["clusters", "apps", "platform"].flatMap(folder =>
  readdirSync(join(repositoryFolder, folder), { recursive: true, encoding: "utf8" })
    .filter(name => name.endsWith(".ts"))
    .map(name => `${folder}/${name}`),
);

const found = config.customManagers.flatMap(manager => FILES.flatMap(file => findIn(file, manager)));

function findIn(file: string, { managerFilePatterns, matchStrings, ...templates }: Manager): Found[] {
  if (!managerFilePatterns.some(pattern => expressionOf(pattern).test(file))) return [];
  const text = readFileSync(join(repositoryFolder, file), "utf8");
  return matchStrings.flatMap(expression =>
    [...text.matchAll(new RegExp(expression, "g"))].map(
      ({ groups: { depName = "", currentValue = "", ...groups } = {} as Groups }) => ({
        file,
        depName,
        packageName: groups.packageName ?? templates.packageNameTemplate?.replace("{{{depName}}}", depName) ?? depName,
        currentValue,
        datasource: templates.datasourceTemplate,
      }),
    ),
  );
}

/** Renovate writes a pattern that is an expression between slashes. */
function expressionOf(pattern: string): RegExp {
  return new RegExp(pattern.slice(1, -1));
}

/** The settings that hold in the end for a patch of what the lab pins; the last rule wins. */
function settingsOf(depName: string): PackageRule {
  const rules = config.packageRules.filter(
    ({ matchDepNames, matchManagers, matchUpdateTypes, matchDatasources, matchPackageNames }) =>
      matchDepNames?.includes(depName) ??
      (matchPackageNames === undefined &&
        matchDatasources === undefined &&
        (matchManagers?.includes("custom.regex") ?? true) &&
        (matchUpdateTypes?.includes("patch") ?? true)),
  );
  return Object.assign({}, ...rules);
}

describe("renovate.json", () => {
  test("finds every pin of a cluster once, and what releases it", () => {
    const pins = Object.entries(Object.assign({}, ...clusters.map(({ versions }) => versions))) as [string, Pin][];
    const expected = pins.map(([depName, { version: currentValue, source }]) => {
      const isOnGitHub = source.startsWith("github.com/");
      return {
        file: "clusters/arcodange/versions.ts",
        depName,
        packageName: isOnGitHub ? source.slice("github.com/".length) : source,
        currentValue,
        datasource: isOnGitHub ? "github-releases" : "docker",
      };
    });
    expect(byName(found.filter(({ file }) => file.startsWith("clusters/")))).toEqual(byName(expected));
  });

  test("finds a pin that holds a program to its SHA-256, too", () => {
    const text = `k3s: {\n  version: "v1.2.3+k3s1",\n  source: "github.com/k3s-io/k3s",\n  sha256: { of: "v1.2.3+k3s1" },\n}`;
    const matches = config.customManagers.flatMap(({ matchStrings }) =>
      matchStrings.flatMap(expression => [...text.matchAll(new RegExp(expression, "g"))].map(({ groups }) => groups)),
    );
    expect(matches).toEqual([{ depName: "k3s", currentValue: "v1.2.3+k3s1", packageName: "k3s-io/k3s" }]);
  });

  test("finds the image of every app once, in the registry that it comes from", () => {
    const gitea = clusters[0]?.gitea;
    const expected = apps.flatMap(app => {
      if (!("image" in app)) return [];
      const { name, image } = app;
      const { tag = "" } = parseImage(image);
      const depName = image.slice(0, image.lastIndexOf(`:${tag}`));
      const packageName = gitea === undefined ? "" : resolveImage(depName, gitea, undefined);
      return { file: appFile(name), depName, packageName, currentValue: tag, datasource: "docker" };
    });
    expect(byName(found.filter(({ file }) => file.startsWith("apps/")))).toEqual(byName(expected));
  });

  test("finds an image of another registry, with a port and a digest, too", () => {
    const text = `image: "registry.example.net:5000/team/app:1.2.3@sha256:${"0a".repeat(32)}"`;
    const matches = config.customManagers.flatMap(({ matchStrings }) =>
      matchStrings.flatMap(expression => [...text.matchAll(new RegExp(expression, "g"))].map(({ groups }) => groups)),
    );
    expect(matches).toMatchObject([
      {
        depName: "registry.example.net:5000/team/app",
        currentValue: "1.2.3",
        currentDigest: `sha256:${"0a".repeat(32)}`,
      },
    ]);
  });

  test("finds nothing else in any file", () => {
    expect(found.filter(({ file }) => !/^(clusters\/\w+\/versions\.ts|apps\/[\w-]+\.ts)$/.test(file))).toEqual([]);
  });

  test.each(config.customManagers.flatMap(({ matchStrings }) => matchStrings))(
    "says nothing that RE2 cannot read, by which Renovate searches: %s",
    expression => {
      expect(() => RE2JS.compile(expression)).not.toThrow();
    },
  );

  test.each(found.filter(({ depName }) => isCoupled(depName)).map(({ depName }) => depName))(
    "never merges %s by itself, which is coupled, brings CRDs or may not skip versions",
    depName => {
      const { automerge, groupName } = settingsOf(depName);
      expect({ automerge, groupName }).toEqual({ automerge: false, groupName: undefined });
    },
  );

  test("proposes minor by minor what may not skip one", () => {
    const stepwise = Object.keys(moves).filter(name => moves[name]?.skipsMinors === false);
    expect(stepwise.map(name => settingsOf(name).separateMultipleMinor)).toEqual(stepwise.map(() => true));
  });

  test("merges patches of what nothing is coupled to", () => {
    expect(settingsOf("ollama")).toMatchObject({ automerge: true });
  });

  test("names no dependency in its rules that is not pinned", () => {
    const named = config.packageRules.flatMap(({ matchDepNames = [] }) => matchDepNames);
    expect(named.filter(name => !found.some(({ depName }) => depName === name))).toEqual([]);
  });
});

function isCoupled(name: string): boolean {
  const ranges = tested.flatMap(range => [range.component, range.with]);
  const bringsCrds = components.some(component => component.name === name && component.definitions !== undefined);
  return ranges.includes(name) || Object.hasOwn(moves, name) || bringsCrds;
}

function byName(list: readonly Found[]): Found[] {
  return list.toSorted((one, other) => one.depName.localeCompare(other.depName));
}
