import { defineConfig } from "vitest/config";

const [major] = process.versions.node.split(".");
if (Number(major) < 24) {
  throw new Error(
    `Cannot test: this is Node ${process.versions.node}. On Linux run "npm ci", which brings 24; elsewhere install it`,
  );
}

/**
 * `unit` needs nothing but npm; `proof` needs programs of the machine and minutes: the YAML oracle, kills, full disks.
 * `lab` needs the programs of the bed and a network namespace of its own, and most of an hour; `hosts` boots machines, as root.
 */
export default defineConfig({
  test: {
    isolate: false,
    env: { NO_COLOR: "1" }, // picocolors takes a CI variable for a terminal
    reporters: ["default", "./render/testing/plain-summary.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{clusters,platform,apps,render}/**/*.test.ts"],
          exclude: ["**/*.proof.test.ts", "**/*.lab.test.ts", "**/*.hosts.test.ts"],
          testTimeout: 60_000, // for a machine that others use: no test says how fast something is
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "proof",
          include: ["{clusters,platform,apps,render}/**/*.proof.test.ts"],
          testTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: "lab",
          include: ["{platform,render}/**/*.lab.test.ts"],
          globalSetup: "render/bed/tests/network.ts",
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: "hosts",
          include: ["render/**/*.hosts.test.ts"],
          globalSetup: "render/bed/hosts/network.ts",
          testTimeout: 180_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
