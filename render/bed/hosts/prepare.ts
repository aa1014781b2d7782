import { POSTGRES_PACKAGES } from "../../backup/testing/postgres-machine.ts";
import { missingPrograms, requirePrograms } from "../program/program.ts";
import { makeDebianRoot } from "./debian-root.ts";
import { testHostsOfLab } from "./on-test-hosts.ts";
import { storePackages } from "./package-store.ts";
import { isStandIn, neededByStandIns } from "./stand-ins/packages.ts";
import { HOST_PROGRAMS } from "./stand-ins/programs.ts";

/** Programs of this machine that the tests need, by the Debian package that brings each. */
const NEEDED = {
  debootstrap: "debootstrap",
  "dpkg-scanpackages": "dpkg-dev",
  "dpkg-deb": "dpkg",
  ip: "iproute2",
  losetup: "util-linux",
  ssh: "openssh-client",
  "ssh-keygen": "openssh-client",
  "systemd-nspawn": "systemd-container",
};

/**
 * Brings everything that test hosts need from elsewhere, for they have no way out themselves.
 *
 * @returns the folder of the packages that they install
 */
export function prepare(): string {
  if (process.geteuid?.() !== 0) {
    throw new Error("Cannot test hosts: they are mounted and booted by root alone, run npm run test:hosts as root");
  }
  requirePrograms(HOST_PROGRAMS);
  const packages = missingPrograms(Object.keys(NEEDED)).map(name => NEEDED[name as keyof typeof NEEDED]);
  if (packages.length > 0) {
    throw new Error(`Cannot test hosts: install the Debian packages ${[...new Set(packages)].join(", ")}`);
  }
  makeDebianRoot();
  storePackages(POSTGRES_PACKAGES);
  const wanted = testHostsOfLab().flatMap(({ packages }) => packages.filter(name => !isStandIn(name)));
  return storePackages([...new Set([...wanted, ...neededByStandIns()])]);
}
