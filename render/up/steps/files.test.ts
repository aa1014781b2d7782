import { chmodSync, existsSync, statSync, symlinkSync } from "node:fs";
import { platform } from "node:process";
import { describe, expect, test } from "vitest";
import type { HostFile } from "../../../platform/hosts/host.ts";
import { type HostHere, hostHere, OWNER } from "../testing/host-here.ts";
import { take } from "../testing/take.ts";
import { diskFiles, files } from "./files.ts";

const PATH = "/etc/lab/a file";
const file = (changes: Partial<HostFile> = {}): HostFile => ({ path: PATH, content: "a\n", owner: OWNER, ...changes });

/** The same host, after a commit that changed what it should be. */
const later = (on: HostHere, ...all: HostFile[]): HostHere => ({ ...on, host: { ...on.host, files: all } });

describe.skipIf(platform !== "linux")("files", () => {
  test("are placed byte by byte, and a second run has nothing to do", async () => {
    const content = "tab\there, 'quotes' \"and\" $more \\n \\x2d \u{1f353}\n\n";
    const on = hostHere({ files: [file({ content }), file({ path: "/etc/lab/deep/er/empty", content: "" })] });
    const { before, after } = await take(files, on);
    expect(before).toEqual([`${PATH} is missing`, "/etc/lab/deep/er/empty is missing"]);
    expect(after).toEqual([]);
    expect(on.read(PATH)).toBe(content);
    expect(on.read("/etc/lab/deep/er/empty")).toBe("");
  });

  test("have their mode, also when only that has changed", async () => {
    const on = hostHere({ files: [file({ mode: "0640" })] });
    await take(files, on);
    expect(statSync(on.path(PATH)).mode & 0o777).toBe(0o640);
    chmodSync(on.path(PATH), 0o666);
    const { before } = await take(files, on);
    expect(before).toEqual([`${PATH} has mode 666 and owner ${OWNER}, and should have 0640 and ${OWNER}`]);
    expect(statSync(on.path(PATH)).mode & 0o777).toBe(0o640);
  });

  test("take the place of a link without a word to what it points at", async () => {
    const on = hostHere({ files: [file()] });
    on.write("/etc/lab/other", "other");
    symlinkSync(on.path("/etc/lab/other"), on.path(PATH));
    expect((await take(files, on)).before).toEqual([`${PATH} is a symbolic link`]);
    expect(on.read("/etc/lab/other")).toBe("other");
    expect(on.read(PATH)).toBe("a\n");
  });

  test("hold secrets, whatever these are made of", async () => {
    const value = "$& $1 'it' \"is\" \\ a secret";
    const on = hostHere({ files: [file({ content: "key=@@gitea/key@@\n" })] }, { "gitea/key": value });
    await take(files, on);
    expect(on.read(PATH)).toBe(`key=${value}\n`);
  });

  test("wait for a secret of another host, and say for which", async () => {
    const secrets = [{ name: "k3s/token", home: "pi1", origin: "made" as const, what: "" }];
    const on = hostHere({ files: [file({ content: "@@k3s/token@@" })], secrets });
    expect((await take(files, on)).after).toEqual([`${PATH} waits for secret "k3s/token" of pi1`]);
    expect(existsSync(on.path(PATH))).toBe(false);
  });

  test("with a secret of a later step are left out until it is known", async () => {
    const secrets = [{ name: "gitea/token", home: "pi2", origin: "later" as const, what: "" }];
    const on = hostHere({ files: [file({ content: "@@gitea/token@@" })], secrets });
    expect(await files.check(on)).toEqual([]);
    on.secrets.set("gitea/token", "known");
    await take(files, on);
    expect(on.read(PATH)).toBe("known");
  });

  test("that are units which start by themselves do so by what they say now", async () => {
    const [enabled, other] = ["/etc/systemd/system/lab-a.service", "/etc/systemd/system/lab-b.service"];
    const on = hostHere({ files: [file({ path: enabled }), file({ path: other })] });
    on.program("systemctl", 'case "$*" in "is-enabled lab-a.service") echo enabled ;; is-enabled*) exit 1 ;; esac\n');
    await take(files, later(on, file({ path: enabled, content: "b\n" }), file({ path: other, content: "b\n" })));
    expect(on.calls().filter(call => call.includes("reenable"))).toEqual(["systemctl reenable --quiet lab-a.service"]);
  });

  test("are removed when they are no longer declared, and units among them stopped first", async () => {
    const unit = "/etc/systemd/system/lab-old.service";
    const on = hostHere({ files: [file(), file({ path: unit })] });
    await take(files, on);
    const { before, after } = await take(files, later(on, file()));
    expect(before).toEqual([`${unit} is no longer declared`]);
    expect(after).toEqual([]);
    expect(existsSync(on.path(unit))).toBe(false);
    expect(on.calls()).toContain("systemctl disable --now --quiet lab-old.service");
  });

  test("that took the place of another's give it back", async () => {
    const on = hostHere({ files: [file()] });
    on.write(PATH, "Debian's\n");
    await take(files, on);
    await take(files, later(on, file({ content: "b\n" })));
    await take(files, later(on));
    expect(on.read(PATH)).toBe("Debian's\n");
  });

  test("restart what reads them, once, in the order of the host's units, and nothing when nothing changed", async () => {
    const units = ["docker.service", "lab-gitea.service"].map(name => ({ name, stage: "services" as const }));
    const on = hostHere({ units, files: [file({ restarts: ["lab-gitea.service", "docker.service"] })] });
    await take(files, on);
    await take(files, on);
    expect(on.calls().filter(call => call.includes("try-restart"))).toEqual([
      "systemctl try-restart docker.service",
      "systemctl try-restart lab-gitea.service",
    ]);
  });

  test("lose no restart to a kill after they were placed", async () => {
    const on = hostHere({ files: [file({ restarts: ["docker.service"] })] });
    on.program("systemctl", 'case "$1" in try-restart) exit 1;; esac');
    await expect(files.do(on)).rejects.toThrow();
    expect(on.read(PATH)).toBe("a\n");
    on.program("systemctl");
    const { before, after } = await take(files, on);
    expect(before).toEqual(["docker.service reads what has changed and was not restarted"]);
    expect(after).toEqual([]);
  });

  test("leave the restart of k3s to its own steps", async () => {
    const units = [{ name: "k3s-agent.service", stage: "k3s" as const }];
    const on = hostHere({ units, files: [file({ restarts: ["k3s-agent.service"] })] });
    expect((await take(files, on)).after).toEqual([]);
    expect(on.calls().some(call => call.includes("try-restart"))).toBe(false);
    expect(on.read("/var/lib/lab/pending-restarts")).toBe("k3s-agent.service\n");
  });

  test("on a disk of its own are left to the step after its mount", async () => {
    const disks = [{ label: "lab-services", fileSystem: "ext4" as const, mountPoint: "/srv/lab" }];
    const on = hostHere({ disks, files: [file({ path: "/srv/lab/here" })] });
    expect(await files.check(on)).toEqual([]);
    await take(diskFiles, on);
    expect(on.read("/srv/lab/here")).toBe("a\n");
    expect(await files.check(on)).toEqual([]);
  });
});
