#!/usr/bin/env node
// Starts `lab` on a Node that runs TypeScript: this one if it is new enough, else the one that `npm ci` brought along.
// Written for old versions of Node, which must be able to read it.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import v8 from "node:v8";

const NEEDED = 24;
const repository = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(repository, "node_modules");

if (Number(process.versions.node.split(".")[0]) >= NEEDED) {
  if (existsSync(join(modules, "commander"))) {
    // A nursery that does not grow: a large lab then takes a third less memory, and no more time.
    v8.setFlagsFromString("--semi-space-growth-factor=1");
    module.enableCompileCache(join(modules, ".cache", "compiled"));
    await import("./main.ts");
  } else {
    stop(`Cannot start lab: its packages are not installed, run "npm ci" in ${repository}`);
  }
} else {
  const node = bundledNode();
  if (node === undefined) {
    stop(
      `Cannot start lab: this is Node ${process.versions.node} and it needs ${NEEDED} or newer. ` +
        `On Linux run "npm ci" in ${repository}, which brings one; elsewhere install Node ${NEEDED}`,
    );
  } else {
    const run = spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
    if (run.error) stop(`Cannot start lab: ${node} does not run here (${run.error.code}), install Node ${NEEDED}`);
    else process.exitCode = run.status ?? 2;
  }
}

function bundledNode() {
  const candidates = [`node-${process.platform}-${process.arch}/bin/node`];
  return candidates.map(candidate => join(modules, candidate)).find(existsSync);
}

function stop(sentence) {
  console.error(sentence);
  process.exitCode = 2;
}
