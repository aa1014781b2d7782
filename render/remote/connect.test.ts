import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Host } from "../../platform/hosts/host.ts";
import { type ConnectOptions, connect, knownHostsOf } from "./connect.ts";
import { type LocalSshd, localSshd, whyNoSshd } from "./testing/local-sshd.ts";

describe.skipIf(whyNoSshd)(`connect() ${whyNoSshd ?? ""}`, () => {
  let sshd: LocalSshd;
  beforeAll(async () => {
    sshd = await localSshd();
    vi.stubEnv("XDG_STATE_HOME", join(sshd.folder, "a state"));
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await sshd.stop();
  });
  beforeEach(() => rmSync(knownHostsOf("home"), { force: true }));

  const hostAt = (address: string) => {
    const login = { user: userInfo().username };
    return { cluster: "home", name: `at-${address}`, address, login } as Host;
  };
  const here = hostAt("127.0.0.1");

  /** Connects, runs something everywhere that answers, and closes. */
  async function visit(hosts: readonly Host[], options: ConnectOptions): Promise<string[]> {
    const { remotes, answering, close } = await connect(hosts, options);
    try {
      return await Promise.all(
        [...answering].map(async name => `${name}: ${await remotes.get(name)?.run("echo hello")}`),
      );
    } finally {
      await close();
    }
  }

  test("shows the key of a new host, and trusts it for good after a yes", async () => {
    const questions: string[] = [];
    const ask = async (question: string) => {
      questions.push(question);
      return "yes";
    };
    expect(await visit([here], { ask })).toEqual(["at-127.0.0.1: hello\n"]);
    const listed = execFileSync("ssh-keygen", ["-lf", join(sshd.folder, "host_key.pub")], { encoding: "utf8" });
    expect(questions).toEqual([expect.stringContaining(`Its key is ${listed.split(" ")[1]} (ED25519)`)]);
    expect(await visit([here], { ask })).toEqual(["at-127.0.0.1: hello\n"]);
    expect(questions.length).toBe(1);
    expect(readFileSync(knownHostsOf("home"), "utf8").trim().split("\n").length).toBe(1);
  });

  test.each([
    ["no", "nothing was done there"],
    ["", "nothing was done there"],
    [undefined, "first: npx lab up at-127.0.0.1 --cluster home --dry-run --trust-new-hosts"],
  ])("trusts nobody after %j", async (answer, remedy) => {
    await expect(visit([here], { ask: async () => answer })).rejects.toThrow(remedy);
    expect(existsSync(knownHostsOf("home"))).toBe(false);
  });

  test("asks nobody when new hosts are trusted", async () => {
    const ask = () => Promise.reject(new Error("it asked"));
    expect(await visit([here], { ask, trustsNewHosts: true })).toEqual(["at-127.0.0.1: hello\n"]);
  });

  test("trusts no other key in place of one that is known, whatever is said", async () => {
    const options = { ask: async () => "yes", trustsNewHosts: true };
    await visit([here], options);
    await sshd.changeKey();
    const { remotes, answering, close } = await connect([here], options);
    expect([...answering]).toEqual([]);
    await expect(remotes.get(here.name)?.run("true")).rejects.toThrow("shows another key than before");
    await close();
  });

  test("goes on without a host that does not answer", async () => {
    const options = { ask: async () => "yes" };
    expect(await visit([here, hostAt("127.1.2.3")], options)).toEqual(["at-127.0.0.1: hello\n"]);
  });
});
