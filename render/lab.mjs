#!/usr/bin/env node
// Starts `lab` on a Node that runs TypeScript: this one if it is new enough, else the one that `npm ci` brought along.
// Written for old versions of Node, which must be able to read it.
import { spawn } from "node:child_process";
import "node:crypto"; // before the flags: of what Node brings along compiled, V8 takes nothing once they are set
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
    // Functions are compiled with their module: the compile cache would else hold only what runs as it is loaded.
    v8.setFlagsFromString("--no-lazy");
    module.enableCompileCache(join(modules, ".cache", "compiled"));
    (await import("./import-directly.ts")).importDirectly();
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
    handOver(node);
  }
}

/**
 * Goes on as a process of the right Node, which ends when this one is told to. A terminal tells both of a Ctrl-C, and
 * being told twice would cut short what the other does at its end.
 */
function handOver(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on("error", error => {
    stop(`Cannot start lab: ${node} does not run here (${error.code}), install Node ${NEEDED}`);
  });
  child.on("exit", status => {
    process.exit(status === null ? 2 : status);
  });
}

function bundledNode() {
  const candidates = [`node-${process.platform}-${process.arch}/bin/node`];
  return candidates.map(candidate => join(modules, candidate)).find(existsSync);
}

function stop(sentence) {
  console.error(sentence);
  process.exitCode = 2;
}
