import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outcomeOf } from "../bed/hosts/outcome.ts";
import { PASSWORD, type TestHosts, testHosts } from "../bed/hosts/test-hosts.ts";
import { ChangedKey } from "./changed-key.ts";
import { type ShownKey, shownKey, trust } from "./host-keys.ts";
import { type SshRemote, sshRemote } from "./ssh.ts";
import type { SshAccess } from "./ssh-words.ts";
import { type SudoPassword, sudoPassword } from "./sudo-password.ts";
import { bootId, waitForReturn } from "./wait-for-return.ts";

describe("sshRemote() of machines whose sudo asks for a password", () => {
  let lab: TestHosts;
  let folder: string;
  const made: SshRemote[] = [];

  beforeAll(async () => {
    lab = await testHosts({ sudo: "password" });
    folder = mkdtempSync("/tmp/lab-");
    for (const name of lab.hosts.keys()) trust((await shownKey(access(name))) as ShownKey);
  });
  afterAll(async () => {
    await Promise.all(made.map(remote => remote.close()));
    await lab?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function access(name: string): SshAccess {
    const { address } = lab.host(name);
    return { name, address, login: { user: "pi" }, folder, knownHosts: `${folder}/known_hosts` };
  }

  function remoteOf(name: string, sudo: SudoPassword = sudoPassword(async () => PASSWORD), jump?: string): SshRemote {
    const login = { user: "pi", ...(jump !== undefined && { jump }) };
    const remote = sshRemote({ ...access(name), name: `${name}-${made.length}`, login }, sudo);
    made.push(remote);
    return remote;
  }

  test("shows the key that the machine has", async () => {
    const key = await shownKey({ ...access("pi1"), knownHosts: `${folder}/nobody` });
    const listed = await lab.host("pi1").inside("ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub");
    expect(listed).toContain(key?.fingerprint.split(" ")[0]);
    expect(await shownKey(access("pi1"))).toBe(undefined);
  });

  test("becomes root, and hands the input on without the password", async () => {
    const remote = remoteOf("pi1");
    const input = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7) % 256);
    const [who, sum] = (await remote.run("id -u; sha256sum", { asRoot: true, input })).split("\n");
    expect(who).toBe("0");
    expect(sum).toContain(createHash("sha256").update(input).digest("hex"));
    expect(await remote.run("id -un")).toBe("pi\n");
    expect(await remote.run("cat", { asRoot: true })).toBe("");
  });

  test("asks for no password on a machine whose sudo wants none", async () => {
    await lab.host("pi3").inside("echo 'pi ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/nopasswd");
    const noSudo = sudoPassword(() => Promise.reject(new Error("it was asked for")));
    expect(await remoteOf("pi3", noSudo).run("id -u; cat", { asRoot: true, input: "first\n" })).toBe("0\nfirst\n");
    await lab.host("pi3").inside("rm /etc/sudoers.d/nopasswd");
  });

  test("shows the password to nobody on the machine", async () => {
    const remote = remoteOf("pi1");
    await remote.run("true", { asRoot: true });
    const running = remote.run("sleep 4; cat", { asRoot: true, input: "data that is secret\n" });
    await sleep(2000);
    const visible = await lab.host("pi1").inside("cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null; true");
    expect(visible).toContain("sleep 4");
    expect(visible).not.toMatch(/a raspberry on every|data that is/);
    await running;
    const journal = await lab.host("pi1").inside("journalctl --no-pager");
    expect(journal).toContain("sudo");
    expect(journal).not.toMatch(/a raspberry on every|data that is/);
  });

  test("tries a password that is refused on one machine only, and once", async () => {
    const wrong = sudoPassword(async () => "not the raspberry");
    const attempts = (name: string) =>
      lab.host(name).inside("journalctl --no-pager | grep -c 'authentication failure' || true");
    const total = async () =>
      (await Promise.all(["pi2", "pi3"].map(attempts))).reduce((sum, count) => sum + Number(count), 0);
    const before = await total();
    const outcomes = await Promise.allSettled(
      ["pi2", "pi3"].map(name => remoteOf(name, wrong).run("cat", { asRoot: true, input: "second line\n" })),
    );
    const [first = "", second = ""] = outcomes
      .map(outcome => String((outcome as PromiseRejectedResult).reason))
      .sort((one, other) => Number(one.includes("not tried here")) - Number(other.includes("not tried here")));
    expect(first).toMatch(/Cannot become root on pi\S+: sudo refuses the password/);
    expect(second).toMatch(/Cannot become root on pi\S+: sudo of pi\S+ refused the password, so it was not tried here/);
    expect((await total()) - before).toBe(1);
  });

  test("ends what root runs for too long", async () => {
    const failure = remoteOf("pi1").run("sleep 77 & sleep 77", { asRoot: true, timeoutSeconds: 1 });
    await expect(failure).rejects.toThrow("it was not done within 1 s");
    expect((await lab.host("pi1").tryInside("pgrep -f 'sleep 7[7]'")).stdout).toBe("");
  });

  test("goes through a jump host", async () => {
    const { address } = lab.host("pi1");
    await outcomeOf("ssh", ["-o", "StrictHostKeyChecking=accept-new", `pi@${address}`, "true"]);
    const peer = await remoteOf("pi2", undefined, `pi@${address}`).run("echo $SSH_CLIENT");
    expect(peer.split(" ")[0]).toBe(address);
  });

  test("comes back over a connection of its own after a new start of the machine", async () => {
    const remote = remoteOf("pi1");
    const before = await bootId(remote);
    await remote.run("systemctl reboot", { asRoot: true });
    await waitForReturn(remote, before, { withinSeconds: 60 });
    expect(await bootId(remote)).not.toBe(before);
    expect(await remote.run("id -u", { asRoot: true })).toBe("0\n");
  });

  test("notices that a machine is gone, and says so", async () => {
    const remote = remoteOf("pi3");
    await remote.run("true");
    await lab.host("pi3").cut();
    await expect(remote.run("true")).rejects.toThrow(/Cannot reach pi3/);
    await lab.host("pi3").powerOn();
    expect(await remote.run("echo back")).toBe("back\n");
  });

  test("stops at a machine that has been installed anew", async () => {
    const host = lab.host("pi3");
    await host.inside("rm /etc/ssh/ssh_host_*; ssh-keygen -A; systemctl restart ssh");
    await expect(remoteOf("pi3").run("true")).rejects.toThrow(ChangedKey);
  });
});
