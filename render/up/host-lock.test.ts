import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { platform } from "node:process";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { Connections } from "../remote/connect.ts";
import type { Remote } from "../remote/remote.ts";
import { type LocalRemote, localRemote } from "../remote/testing/local-remote.ts";
import { holderOf, lockedRemote, lockHosts } from "./host-lock.ts";
import { script } from "./script.ts";

/** The locks lie in a folder of the test: each of these is a connection to one and the same host. */
let connect: (lockFolder?: string) => LocalRemote;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lock-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  connect = (lockFolder = folder) => {
    const remote = localRemote({ folders: { "/run/lab": lockFolder } });
    onTestFinished(() => remote.hangUp());
    return remote;
  };
});

describe.skipIf(platform !== "linux")("lockedRemote()", () => {
  test("lets no other command run anything, and says who works there, by what, since when, and how to go on", async () => {
    await lockedRemote(connect(), holderOf("lab up pi1")).run("true");
    const other = lockedRemote(connect(), holderOf("lab recover")).run("echo it ran");
    await expect(other).rejects.toThrow(
      /^Cannot work on here: it is held by \S+ on \S+ for "lab up pi1" since \d{4}-\d\d-\d\dT[\d:.]+Z, wait until that is done or end it there/,
    );
  });

  test("runs many scripts at once under one lock", async () => {
    const remote = lockedRemote(connect(), holderOf("lab up"));
    expect(await Promise.all(["1", "2", "3"].map(word => remote.run(`echo ${word}`)))).toEqual(["1\n", "2\n", "3\n"]);
  });

  test("frees the host when the connection ends", async () => {
    const connection = connect();
    await lockedRemote(connection, holderOf("lab up")).run("true");
    await connection.hangUp();
    expect(await lockedRemote(connect(), holderOf("lab recover")).run("echo free")).toBe("free\n");
  });

  test("takes the lock again that it has lost, and runs nothing when another command has it by then", async () => {
    const connection = connect();
    const mine = lockedRemote(connection, holderOf("lab up"));
    const other = lockedRemote(connect(), holderOf("lab recover"));
    for (let losses = 0; losses < 2; losses++) {
      await mine.run("true");
      await expect(other.run("true")).rejects.toThrow("Cannot work on here");
      await connection.hangUp();
    }
    await other.run("true");
    await expect(mine.run("true")).rejects.toThrow('for "lab recover" since');
  });

  test("frees the host when nothing comes over the connection any more, and waits for that if it was its own", async () => {
    const holder = holderOf("lab up");
    const patience = "3";
    const values = { folder, run: holder.run, holder: holder.text, patience };
    const silent = spawn("sh", ["-c", script("hold-lock", values)], { stdio: ["pipe", "pipe", "inherit"] });
    onTestFinished(() => void silent.kill());
    await new Promise(resolve => silent.stdout.once("data", resolve));
    await expect(lockedRemote(connect(), holderOf("lab recover")).run("true")).rejects.toThrow("Cannot work on here");
    expect(await lockedRemote(connect(), holder, Number(patience)).run("echo again")).toBe("again\n");
  });
});

describe.skipIf(platform !== "linux")("lockHosts()", () => {
  const names = ["pi1", "pi2", "pi3"];
  const hosts = () => {
    const remotes = new Map(names.map(name => [name, { ...connect(`${folder}/${name}`), name }]));
    return { remotes: remotes as unknown as Connections["remotes"], answering: new Set(names) };
  };
  const on = (remotes: ReadonlyMap<string, Remote>, name: string) => remotes.get(name)?.run("echo done");

  test("takes every host that is named, or says of each that is not free who has it", async () => {
    await lockHosts(hosts(), { command: "lab up pi1 pi3", takes: ["pi3", "pi1"] });
    const other = lockHosts(hosts(), { command: "lab recover", takes: "all" });
    await expect(other).rejects.toThrow(/^Cannot work on pi1: .*"lab up pi1 pi3".*\nCannot work on pi3: .*$/);
  });

  test("lets two commands work on different hosts, and one of them on what both need", async () => {
    const first = await lockHosts(hosts(), { command: "lab up pi2", takes: ["pi2"] });
    const second = await lockHosts(hosts(), { command: "lab up pi3", takes: ["pi3"] });
    expect(await on(first, "pi1")).toBe("done\n");
    await expect(on(second, "pi1")).rejects.toThrow('for "lab up pi2" since');
    expect(await on(second, "pi3")).toBe("done\n");
  });

  test("takes a host that does not answer yet when it does", async () => {
    const first = await lockHosts(
      { ...hosts(), answering: new Set(["pi1"]) },
      { command: "lab recover", takes: "all" },
    );
    expect(await on(first, "pi2")).toBe("done\n");
    await expect(lockHosts(hosts(), { command: "lab up pi2", takes: ["pi2"] })).rejects.toThrow("Cannot work on pi2");
  });
});
