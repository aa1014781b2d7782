import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { platform } from "node:process";
import { describe, expect, test } from "vitest";
import { type HostHere, hostHere } from "../testing/host-here.ts";
import { take } from "../testing/take.ts";
import { programs } from "./programs.ts";

const PATH = "/usr/local/bin/k3s";

/** A host with a publisher of `k3s-arm64`, which the real curl reaches. */
function hostWith(content: string, listed = content, version = "v1"): HostHere {
  const on = hostHere({ units: [{ name: "lab-tool.service", stage: "services" }] });
  on.write("/srv/lab/k3s-arm64", content);
  const sum = createHash("sha256").update(listed).digest("hex");
  on.write("/srv/lab/sha256sum-arm64.txt", `${"0".repeat(64)}  k3s-airgap-images-arm64.tar\n${sum}  k3s-arm64\n`);
  const url = (name: string) => `file:///srv/lab/${name}`;
  const program = { path: PATH, version, url: url("k3s-arm64"), checksums: url("sha256sum-arm64.txt") };
  return { ...on, host: { ...on.host, programs: [{ ...program, restarts: ["lab-tool.service"] }] } };
}

describe.skipIf(platform !== "linux")("programs", () => {
  test("are fetched, can be run, and restart what runs them; a second run has nothing to do", async () => {
    const on = hostWith("first\0\n");
    const { before, after } = await take(programs, on);
    expect(before).toEqual([`${PATH} is missing, and should be v1`]);
    expect(after).toEqual([]);
    expect(on.read(PATH)).toBe("first\0\n");
    expect(statSync(on.path(PATH)).mode & 0o777).toBe(0o755);
    expect(on.calls()).toContain("systemctl try-restart lab-tool.service");
  });

  test("that are not what their publisher lists take nobody's place", async () => {
    const on = hostWith("good");
    await take(programs, on);
    on.write("/srv/lab/k3s-arm64", "bad");
    const { host } = on;
    const upgraded = { ...on, host: { ...host, programs: host.programs.map(one => ({ ...one, version: "v2" })) } };
    expect(await programs.check(upgraded)).toEqual([`${PATH} has version v1, and should be v2`]);
    await expect(programs.do(upgraded)).rejects.toThrow("it is not what was published");
    expect(on.read(PATH)).toBe("good");
    expect(existsSync(on.path("/usr/local/bin/.k3s.lab"))).toBe(false);
  });

  test("that their publisher does not list are refused", async () => {
    const on = hostWith("good");
    on.write("/srv/lab/sha256sum-arm64.txt", `${"0".repeat(64)}  k3s\n`);
    await expect(programs.do(on)).rejects.toThrow("does not list k3s-arm64");
  });

  test("that somebody has changed are fetched again", async () => {
    const on = hostWith("good");
    await take(programs, on);
    on.write(PATH, "changed");
    const { before } = await take(programs, on);
    expect(before).toEqual([`${PATH} is not what was placed there, and should be v1`]);
    expect(on.read(PATH)).toBe("good");
  });
});
