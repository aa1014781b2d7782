import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { copyRepository } from "../testing/repository-copy.ts";
import { memoryFolder } from "./memory-folder.ts";

/** A copy of this repository with generated apps instead of its own. */
export interface SyntheticLab {
  readonly folder: string;
  /** Objects of the apps: seven for each of two environments. Their Applications and projects come on top. */
  readonly objects: number;
  remove(): void;
}

/** Makes a lab of `apps` apps in production and sandbox, on one cluster whose nodes never run out. */
export function syntheticLab(apps: number): SyntheticLab {
  const { folder, remove } = copyForBench();
  writeFileSync(join(folder, "clusters/index.ts"), CLUSTERS);
  mkdirSync(join(folder, "apps"));
  const names = Array.from({ length: apps }, (_, index) => `app-${String(index).padStart(4, "0")}`);
  for (const name of names) writeFileSync(join(folder, `apps/${name}.ts`), appText(name, 8080));
  writeFileSync(join(folder, "apps/index.ts"), registryText(names));
  return { folder, objects: apps * 2 * 7, remove };
}

/** Files that pages link to, beside the sources. */
const LINKED = [".gitea", "README.md", "renovate.json"];

/** A copy of this repository without its rendered tree. */
export function copyForBench(...more: string[]): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(memoryFolder(), "lab-bench-"));
  const sources = ["package.json", "package-lock.json", "clusters", "platform", "render"];
  copyRepository(folder, [...sources, ...LINKED, ...more]);
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** Edits one app, as a person would: the port is part of every object that matters. */
export function editApp(folder: string, port: number): void {
  writeFileSync(join(folder, "apps/app-0003.ts"), appText("app-0003", port));
}

/** The same in a copy with our own apps. */
export function editErp(folder: string, port: number): void {
  const file = join(folder, "apps/erp.ts");
  writeFileSync(file, readFileSync(file, "utf8").replace(/port: \d+/, `port: ${port}`));
}

const CLUSTERS = `import { arcodange } from "./arcodange/index.ts";
const sync = { automated: true, prune: true, selfHeal: true };
const endless = { cpuMillicores: 1e9, memoryMebibytes: 1e9, diskGibibytes: 1e6 };
const nodes = Object.fromEntries(Object.entries(arcodange.nodes).map(([name, node]) => [name, { ...node, ...endless }]));
export const clusters = [{ ...arcodange, nodes, environments: { prod: { sync }, sandbox: { sync } } }];
`;

function appText(name: string, port: number): string {
  return `import { Size } from "cdk8s";
import { defineApp } from "../platform/app.ts";
import { WebApp } from "../platform/shapes/web-app.ts";

/** One of many alike. */
export const app = defineApp({
  name: "${name}",
  environments: ["prod", "sandbox"],
  image: "bench/${name}:1.0.0",
  resources: (chart, instance) => new WebApp(chart, "web", { ...instance, port: ${port}, memory: Size.mebibytes(64) }),
});
`;
}

function registryText(names: readonly string[]): string {
  const imports = names.map((name, index) => `import { app as app${index} } from "./${name}.ts";`);
  return `${imports.join("\n")}\nexport const apps = [${names.map((_, index) => `app${index}`).join(", ")}];\n`;
}
