import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { base } from "./base.ts";

const SSHD = "/usr/sbin/sshd";
const hasSshd = existsSync(SSHD) && spawnSync("ssh-keygen", ["-?"]).error === undefined;
const files = base({ cluster: arcodange, name: "pi1", node: arcodange.nodes.pi1 }).files ?? [];
const named = (part: string) => files.find(({ path }) => path.includes(part)) ?? { path: "", content: "" };

describe.skipIf(!hasSshd)(`with the OpenSSH of this machine (skipped where ${SSHD} is not there),`, () => {
  test("people come in by key alone, whatever a later file says", () => {
    const folder = mkdtempSync(join(tmpdir(), "lab-sshd-"));
    try {
      const [key, settings] = [join(folder, "key"), join(folder, "sshd_config")];
      execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key]);
      writeFileSync(settings, `${named("sshd_config.d").content}PasswordAuthentication yes\nHostKey ${key}\n`);
      const effective = execFileSync(SSHD, ["-T", "-f", settings], { encoding: "utf8" }).split("\n");
      expect(effective).toEqual(
        expect.arrayContaining(["passwordauthentication no", "kbdinteractiveauthentication no", "permitrootlogin no"]),
      );
      expect(effective).toContain("pubkeyauthentication yes");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test("base() speaks before cloud-init to sshd, which takes the first word, and after Raspberry Pi OS to journald", () => {
  const fileName = (part: string) => named(part).path.split("/").at(-1) ?? "";
  expect(fileName("sshd_config.d") < "50-cloud-init.conf").toBe(true);
  expect(fileName("journald.conf.d") > "40-rpi-volatile-storage.conf").toBe(true);
});

test("base() never lets an upgrade restart a machine", () => {
  expect(named("apt.conf.d").content).toContain('Unattended-Upgrade::Automatic-Reboot "false";');
});
