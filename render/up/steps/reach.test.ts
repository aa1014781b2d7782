import { describe, expect, test } from "vitest";
import type { Host } from "../../../platform/hosts/host.ts";
import { obstacles } from "./reach.ts";

const PI1 = { name: "pi1", cluster: "home", architecture: "arm64" } as Host;
const SEEN = { system: "debian 13", architecture: "arm64", init: "systemd", free: "20000" };

const faults = (change: Partial<typeof SEEN>) => obstacles(PI1, new Map(Object.entries({ ...SEEN, ...change })));

describe("obstacles()", () => {
  test.each(["debian 13", "raspbian 13"])("has nothing against %s", system => {
    expect(faults({ system })).toEqual([]);
  });

  test.each(["debian 11", "ubuntu 24.04", "debian ", ""])("refuses system %j, and says which ones will do", system => {
    expect(faults({ system })).toEqual([expect.stringMatching(/^it runs .*install one of debian 13, raspbian 13/)]);
  });

  test("refuses another processor than the declared one, and names the file to correct", () => {
    expect(faults({ architecture: "armhf" })).toEqual([
      expect.stringMatching(/for armhf, and node "pi1" is declared as arm64: correct clusters\/home\/index\.ts/),
    ]);
  });

  test("refuses a machine without systemd, and one whose disk is full", () => {
    expect(faults({ init: "sh", free: "12" })).toEqual([
      expect.stringContaining("takes systemd"),
      expect.stringContaining("has 12 MiB left"),
    ]);
  });
});
