import { platform } from "node:process";
import { describe, expect, test } from "vitest";
import { type HostHere, hostHere } from "../testing/host-here.ts";
import { packages } from "./packages.ts";

/** A host whose dpkg knows these packages, in these states. */
function hostWith(states: Readonly<Record<string, string>>): HostHere {
  const on = hostHere({ packages: ["curl", "docker.io"] });
  const lines = Object.entries(states).map(([name, state]) => `echo "${state}\t${name}"`);
  on.program("dpkg-query", lines.join("\n"));
  on.program("dpkg");
  on.program("apt-get");
  return on;
}

describe.skipIf(platform !== "linux")("packages", () => {
  test("that are there are left alone, and the Internet too", async () => {
    const on = hostWith({ curl: "installed", "docker.io": "installed", vim: "config-files" });
    expect(await packages.check(on)).toEqual([]);
    expect(on.calls().some(call => call.startsWith("apt-get"))).toBe(false);
  });

  test("that are missing or removed are installed, with nothing that they only recommend", async () => {
    const on = hostWith({ curl: "installed", "docker.io": "config-files" });
    expect(await packages.check(on)).toEqual(["docker.io is not installed"]);
    await packages.do(on);
    const [update, install] = on.calls().filter(call => call.startsWith("apt-get"));
    expect(update).toMatch(/ update$/);
    expect(install).toMatch(/--no-install-recommends .*DPkg::Lock::Timeout=\d+ .* install -- docker\.io$/);
  });

  test("that a kill left in between are finished first, also those of others", async () => {
    const on = hostWith({ curl: "installed", "docker.io": "installed", libc6: "half-configured" });
    expect(await packages.check(on)).toEqual(["libc6 is half installed"]);
    await packages.do(on);
    expect(on.calls()).toContain("dpkg --force-confdef --force-confold --configure -a");
    expect(on.calls().some(call => call.startsWith("apt-get"))).toBe(false);
  });

  test.each([
    ["E: You don't have enough free space in /var/cache/apt/archives/.", "its disk is full"],
    ["Could not resolve 'deb.debian.org'", "does not reach its package mirror"],
    ["E: Unable to locate package docker.io", "its mirror does not have one of them"],
  ])("say what is wrong when apt-get says %j", async (words, meaning) => {
    const on = hostWith({});
    on.program("apt-get", `echo ${JSON.stringify(words)} >&2; exit 100`);
    await expect(packages.do(on)).rejects.toThrow(meaning);
  });
});
