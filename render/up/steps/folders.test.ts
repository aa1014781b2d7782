import { mkdirSync, statSync } from "node:fs";
import { platform } from "node:process";
import { describe, expect, test } from "vitest";
import { hostHere, OWNER } from "../testing/host-here.ts";
import { take } from "../testing/take.ts";
import { diskFolders, folders } from "./folders.ts";

const DISKS = [{ label: "lab-services", fileSystem: "ext4" as const, mountPoint: "/srv/lab" }];

describe.skipIf(platform !== "linux")("folders", () => {
  test("are made with their mode, and corrected when they have another", async () => {
    const on = hostHere({ folders: [{ path: "/etc/lab/postgres", owner: OWNER, mode: "0700" }] });
    expect((await take(folders, on)).after).toEqual([]);
    expect(statSync(on.path("/etc/lab/postgres")).mode & 0o777).toBe(0o700);
    mkdirSync(on.path("/etc/lab/other"));
    const other = { ...on, host: { ...on.host, folders: [{ path: "/etc/lab/other", owner: OWNER, mode: "2775" }] } };
    expect((await take(folders, other)).after).toEqual([]);
    expect(statSync(on.path("/etc/lab/other")).mode & 0o7777).toBe(0o2775);
  });

  test("on a disk wait for its mount", async () => {
    const on = hostHere({ disks: DISKS, folders: [{ path: "/srv/lab/postgres", owner: OWNER }] });
    expect(await folders.check(on)).toEqual([]);
    expect(await diskFolders.check(on)).toEqual(["folder /srv/lab/postgres is missing"]);
  });

  test("do not take the place of a file", async () => {
    const on = hostHere({ folders: [{ path: "/etc/lab/postgres", owner: OWNER }] });
    on.write("/etc/lab/postgres", "");
    expect(await folders.check(on)).toEqual(["folder /etc/lab/postgres is a regular file"]);
    await expect(folders.do(on)).rejects.toThrow("File exists");
  });
});
