import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eventually } from "../bed/eventually.ts";
import { quote } from "./quote.ts";
import type { RemoteFailure } from "./remote.ts";
import { type SshRemote, sshRemote } from "./ssh.ts";
import { sudoPassword } from "./sudo-password.ts";
import { type LocalSshd, localSshd, whyNoSshd } from "./testing/local-sshd.ts";
import { tunnel } from "./tunnel.ts";

const read = (file: string) => (existsSync(file) ? readFileSync(file, "utf8") : "");
const noSudo = sudoPassword(() => Promise.reject(new Error("nobody asks for it here")));

describe.skipIf(whyNoSshd)(`sshRemote() ${whyNoSshd ?? ""}`, () => {
  let sshd: LocalSshd;
  let remote: SshRemote;
  beforeAll(async () => {
    sshd = await localSshd();
    writeFileSync(sshd.access.knownHosts, sshd.hostKey);
    remote = sshRemote(sshd.access, noSudo);
  });
  afterAll(async () => {
    await remote.close();
    await sshd.stop();
  });

  async function failureOf(run: Promise<unknown>): Promise<RemoteFailure> {
    return run.then(
      () => expect.fail("it should have failed"),
      error => error as RemoteFailure,
    );
  }

  test("returns what a script prints, and nothing of what it complains of", async () => {
    expect(await remote.run("echo good; echo bad >&2")).toBe("good\n");
  });

  test("gives input byte for byte", async () => {
    const input = Uint8Array.from({ length: 300_000 }, (_, index) => index % 256);
    const sum = await remote.run("sha256sum", { input });
    expect(sum).toBe(`${createHash("sha256").update(input).digest("hex")}  -\n`);
  });

  test("gives an empty input where there is none, so that no script waits for one", async () => {
    expect(await remote.run("cat; echo done", { timeoutSeconds: 5 })).toBe("done\n");
  });

  test("runs many scripts at once over one connection", async () => {
    const parents = await Promise.all(
      Array.from({ length: 8 }, () => remote.run("cat /proc/$PPID/stat | cut -d' ' -f4")),
    );
    expect(new Set(parents).size).toBe(1);
  });

  test("tells the status, the host, the script and the end of what it complained of", async () => {
    const failure = await failureOf(remote.run("seq 1 30 >&2; systemctl-of-mars || exit 7"));
    expect(failure.status).toBe(7);
    expect(failure.message).toMatch(/^Cannot run "seq 1 30 .*" on pi1: it ended with 7\n/);
    expect(failure.message).toMatch(/ {2}30\n.*systemctl-of-mars: not found$/);
    expect(failure.message).not.toMatch(/^ {2}3$/m);
  });

  test("never repeats its input, though the script does", async () => {
    const failure = await failureOf(
      remote.run("cat >&2; exit 1", { input: "password: hunter2hunter2\nother: line\n" }),
    );
    expect(failure.message).not.toMatch(/hunter2|other: line/);
  });

  test("ends a script that takes too long, here and there", async () => {
    const mark = join(sshd.folder, "mark");
    const failure = await failureOf(
      remote.run(`(sleep 3; touch ${quote(mark)}) & sleep 3; touch ${quote(mark)}`, { timeoutSeconds: 1 }),
    );
    expect(failure).toMatchObject({
      status: undefined,
      message: expect.stringContaining("it was not done within 1 s"),
    });
    await new Promise(resolve => setTimeout(resolve, 3000));
    expect(existsSync(mark)).toBe(false);
  });

  test("takes status 124 for the script's own when there was time left", async () => {
    expect(await failureOf(remote.run("exit 124"))).toMatchObject({ status: 124 });
  });

  test("lets a script go on beside others, gives it a dot now and then, and ends it with the connection", {
    timeout: 30_000,
  }, async () => {
    const mark = join(sshd.folder, "over");
    const { said, ended } = await remote.hold(
      `echo begun; head -c 1 >${quote(`${mark}-dot`)}; cat >/dev/null; touch ${quote(mark)}`,
    );
    expect(said).toBe("begun");
    await eventually("a dot comes", async () => (read(`${mark}-dot`) === "." ? undefined : "none"), 15);
    expect(await remote.run("echo meanwhile")).toBe("meanwhile\n");
    expect(existsSync(mark)).toBe(false);
    await remote.hangUp?.();
    await ended;
    await eventually("the script ends", async () => (existsSync(mark) ? undefined : "it runs"), 10);
  });

  test("says why a script that should go on ended at once", async () => {
    const failure = await failureOf(remote.hold("echo no room >&2; exit 3"));
    expect(failure).toMatchObject({ status: 3, message: expect.stringContaining("no room") });
  });

  test("opens a way to an address that the machine reaches, for as long as it is used", async () => {
    const server = createServer((_, response) => response.end("hello")).listen(0, "127.0.0.1");
    await new Promise(resolve => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    let used = "";
    const said = await tunnel(remote, `127.0.0.1:${port}`, async address => {
      used = address;
      return (await fetch(`http://${address}`)).text();
    });
    server.close();
    expect(said).toBe("hello");
    expect(used).not.toBe(`127.0.0.1:${port}`);
    await expect(fetch(`http://${used}`)).rejects.toThrow();
  });

  describe("out of reach", () => {
    let other: SshRemote;
    beforeEach(() => remote.close());
    const elsewhere = async (change: Partial<LocalSshd["access"]>) => {
      other = sshRemote({ ...sshd.access, name: "pi2", ...change }, noSudo);
      const failure = await failureOf(other.run("true"));
      expect(failure.status).toBe(undefined);
      return failure.message;
    };

    test("says that nothing answers", async () => {
      expect(await elsewhere({ port: 1 })).toMatch(/^Cannot reach pi2 \(127\.0\.0\.1\): nothing answers there/);
    });

    test("says that it is let in by no key, and how to change that", async () => {
      expect(await elsewhere({ login: { user: "nobody" } })).toMatch(
        /none of your keys.*ssh-copy-id nobody@127\.0\.0\.1/,
      );
    });

    test("says that the key is not trusted yet", async () => {
      expect(await elsewhere({ knownHosts: join(sshd.folder, "none") })).toMatch(
        /not trusted yet.*npx lab up --trust-new-hosts/,
      );
    });

    test("stops when the key has changed, and names the line and why to look first", async () => {
      await sshd.changeKey();
      const message = await elsewhere({});
      expect(message).toMatch(/shows another key than before \(SHA256:/);
      expect(message).toContain(`remove ${sshd.access.knownHosts}:1`);
    });
  });
});
