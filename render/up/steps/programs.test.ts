import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { platform } from "node:process";
import { describe, expect, test } from "vitest";
import { type HostHere, hostHere } from "../testing/host-here.ts";
import { take } from "../testing/take.ts";
import { programs } from "./programs.ts";

const PATH = "/usr/local/bin/k3s";

/** A host with a publisher of `k3s-arm64`, which the real curl reaches. */
function hostWith(content: string, { listed = content, sha256 }: { listed?: string; sha256?: string } = {}): HostHere {
  const on = hostHere({ units: [{ name: "lab-tool.service", stage: "services" }] });
  on.write("/srv/lab/k3s-arm64", content);
  const list = `${"0".repeat(64)}  k3s-airgap-images-arm64.tar\n${sumOf(listed)}  k3s-arm64\n`;
  on.write("/srv/lab/sha256sum-arm64.txt", list);
  const url = (name: string) => `file:///srv/lab/${name}`;
  const program = { path: PATH, version: "v1", url: url("k3s-arm64"), checksums: url("sha256sum-arm64.txt") };
  const pinned = { ...program, ...(sha256 !== undefined && { sha256 }), restarts: ["lab-tool.service"] };
  return { ...on, host: { ...on.host, programs: [pinned] } };
}

function sumOf(content: string): string {
  return createHash("sha256").update(content).digest("hex");
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

  test("that are not what the facts pin are refused, whatever their publisher lists", async () => {
    const on = hostWith("bad", { sha256: sumOf("good") });
    await expect(programs.do(on)).rejects.toThrow(`the facts pin ${sumOf("good")}`);
    expect(existsSync(on.path(PATH))).toBe(false);
  });

  test("that the facts pin need no list of their publisher", async () => {
    const on = hostWith("good", { listed: "another", sha256: sumOf("good") });
    expect((await take(programs, on)).after).toEqual([]);
  });

  test("that were placed before the facts have pinned another one are found", async () => {
    const on = hostWith("first");
    await take(programs, on);
    const { host } = on;
    const pinned = {
      ...on,
      host: { ...host, programs: host.programs.map(one => ({ ...one, sha256: sumOf("good") })) },
    };
    expect(await programs.check(pinned)).toEqual([`${PATH} is not what the facts pin, and should be v1`]);
  });

  test("that nothing pins are told with what to pin, and no others", async () => {
    const on = hostWith("good");
    await take(programs, on);
    expect(await programs.notes?.(on)).toEqual([
      `Nothing pins k3s v1 yet: it is what its publisher lists. To hold every later download to that, write ` +
        `sha256: { of: "v1", arm64: "${sumOf("good")}" } beside its version, in versions of clusters/lab/index.ts`,
    ]);
    const pinned = hostWith("good", { sha256: sumOf("good") });
    await take(programs, pinned);
    expect(await programs.notes?.(pinned)).toEqual([]);
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
