import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { userCache } from "../../user-cache.ts";

/** The release of Debian that a new Raspberry Pi OS is made of. */
export const SUITE = "trixie";

/** What a new installation has beyond what debootstrap finds essential, as far as `lab up` may take it for granted. */
const INSTALLED = [
  ...["ca-certificates", "dbus", "e2fsprogs", "iproute2", "kmod", "openssh-server", "procps", "python3"],
  ...["sudo", "systemd", "systemd-sysv", "udev"],
];

/** The installed system that every test host starts from, in the cache of the user; nothing ever writes to it. */
export const debianRoot = userCache(`hosts/${SUITE}-root`);

/** Makes it where it is missing, from the mirror that this machine installs its own packages from. */
export function makeDebianRoot(): void {
  if (existsSync(debianRoot)) return;
  mkdirSync(dirname(debianRoot), { recursive: true });
  const aside = mkdtempSync(`${debianRoot}-`);
  const words = ["--variant=minbase", `--include=${INSTALLED.join(",")}`, SUITE, aside, mirror()];
  try {
    execFileSync("debootstrap", words, { stdio: "ignore" });
    chmodSync(aside, 0o755);
    if (!existsSync(debianRoot)) renameSync(aside, debianRoot);
  } catch {
    const log = readFileSync(join(aside, "debootstrap/debootstrap.log"), "utf8").split("\n").slice(-20).join("\n");
    throw new Error(`Cannot install Debian ${SUITE} for test hosts:\n${log}`);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** Address of the archive of Debian that apt of this machine uses. */
export function mirror(): string {
  const words = ["indextargets", "--format", "$(REPO_URI)", "Created-By: Packages", "Origin: Debian"];
  const used = execFileSync("apt-get", words, { encoding: "utf8" }).split("\n");
  return used.find(address => /\/debian\/?$/.test(address)) ?? "http://deb.debian.org/debian";
}
