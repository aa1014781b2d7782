import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { versions } from "../../../clusters/arcodange/versions.ts";
import { type Recipe, recipes } from "./recipes.ts";

const FOLDERS = readdirSync(join(import.meta.dirname, "recipes"));

function read(folder: string, file: string): string {
  return readFileSync(join(import.meta.dirname, "recipes", folder, file), "utf8");
}

/** Packages that a go.mod names as tools. */
function toolsOf(folder: string): string[] {
  const text = read(folder, "go.mod");
  const block = /^tool \(\n([^)]*)\)$/m.exec(text)?.[1] ?? /^tool (.*)$/m.exec(text)?.[1] ?? "";
  return block
    .split("\n")
    .map(line => line.trim())
    .filter(line => line !== "")
    .sort();
}

/** Modules that a go.mod requires, with their versions. */
function requiredBy(folder: string): Map<string, string> {
  const lines = read(folder, "go.mod").matchAll(/^(?:\t|require )(\S+) (v\S+)/gm);
  return new Map([...lines].map(([, module = "", version = ""]) => [module, version]));
}

/** Version of the module that a package is of. */
function pinned({ folder, package: name }: Recipe): string {
  const modules = [...requiredBy(folder)].filter(([module]) => `${name}/`.startsWith(`${module}/`));
  return modules[0]?.[1] ?? "";
}

describe("recipes", () => {
  test("every go.mod names as tools exactly the packages that are built with it", () => {
    for (const folder of FOLDERS) {
      const built = Object.values(recipes).filter(recipe => recipe.folder === folder);
      expect(toolsOf(folder), folder).toEqual(built.map(recipe => recipe.package).sort());
    }
  });

  const versioned = Object.entries(recipes).filter(([, { variables }]) => variables !== undefined);
  test.for(versioned)("%s says the version that its go.mod pins", ([, recipe]) => {
    const version = pinned(recipe).replace(/^v/, "");
    const [major, minor] = version.split(".");
    for (const [variable, value] of Object.entries(recipe.variables ?? {})) {
      const right = variable.endsWith("Major") ? major : variable.endsWith("Minor") ? minor : version;
      expect(value.replace(/^v/, ""), variable).toBe(right);
    }
  });

  test("Kubernetes and Argo CD are those of the lab", () => {
    const modules = requiredBy("kubernetes");
    expect(modules.get("k8s.io/kubernetes")).toBe(versions.k3s.version.replace(/\+.*/, ""));
    expect(modules.get("github.com/argoproj/argo-cd/v3")).toBe(versions.argocd.version);
  });

  test("Prometheus and Alertmanager are those of the lab; as a module, Prometheus 3.14 is 0.314", () => {
    const modules = requiredBy("prometheus");
    const [, major, minor, patch] = /^v(\d+)\.(\d+)\.(\d+)$/.exec(versions.prometheus.version) ?? [];
    expect(modules.get("github.com/prometheus/prometheus")).toBe(`v0.${major}${minor}.${patch}`);
    expect(modules.get("github.com/prometheus/alertmanager")).toBe(versions.alertmanager.version);
  });

  test("VictoriaLogs is that of the lab", () => {
    const modules = requiredBy("victoria-logs");
    expect(modules.get("github.com/VictoriaMetrics/VictoriaLogs")).toBe(versions["victoria-logs"].version);
  });

  test("Step-CA is that of the lab, and so is the tool by which its keys are made", () => {
    const modules = requiredBy("step-ca");
    for (const name of ["certificates", "cli"]) {
      expect(modules.get(`github.com/smallstep/${name}`)).toBe(`v${versions["step-ca"].version}`);
    }
  });

  test("Caddy is that of the lab", () => {
    expect(requiredBy("caddy").get("github.com/caddyserver/caddy/v2")).toBe(`v${versions.caddy.version}`);
  });

  test("Kubernetes' own libraries are of its release", () => {
    const libraries = [...read("kubernetes", "go.mod").matchAll(/^\tk8s\.io\/\S+ => \S+ v0\.(\S+)$/gm)];
    const release = versions.k3s.version.replace(/^v1\./, "").replace(/\+.*/, "");
    expect(libraries.length).toBeGreaterThan(0);
    expect(new Set(libraries.map(([, version]) => version))).toEqual(new Set([release]));
  });

  test.for(FOLDERS)("%s replaces modules by modules, and takes none from an address or a folder", folder => {
    const text = read(folder, "go.mod");
    expect(text).not.toMatch(/:\/\/|GOPROXY|=> \.{0,2}\//);
    for (const line of read(folder, "go.sum").trimEnd().split("\n")) {
      expect(line).toMatch(/^\S+ v\S+ h1:[A-Za-z0-9+/]{43}=$/);
    }
  });
});
