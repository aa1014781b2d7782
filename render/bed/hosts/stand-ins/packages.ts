import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A package of Debian's name, with a stand-in in it. */
interface StandInPackage {
  readonly depends: readonly string[];
  /** Names of `docker.py`, which does what it is called by. */
  readonly programs: readonly string[];
  readonly unit?: { readonly name: string; readonly text: string };
}

const DOCKER_UNIT = `[Unit]
Description=Stand-in for Docker

[Service]
ExecStart=/usr/sbin/dockerd
Restart=always

[Install]
WantedBy=multi-user.target
`;

/**
 * Packages in whose place the test hosts install a stand-in of the same name, by the same apt: what is left of Docker here
 * is `docker.py`.
 */
const STAND_INS: Readonly<Record<string, StandInPackage>> = {
  "docker.io": {
    depends: ["python3-yaml"],
    programs: ["/usr/sbin/dockerd"],
    unit: { name: "docker.service", text: DOCKER_UNIT },
  },
  "docker-cli": { depends: ["python3-yaml"], programs: ["/usr/bin/docker"] },
  "docker-compose": {
    depends: ["docker.io", "git", "nftables", "pgbackrest", "postgresql-client-17"],
    programs: ["/usr/bin/docker-compose"],
  },
};

export function isStandIn(name: string): boolean {
  return name in STAND_INS;
}

/** Packages that stand-ins need. */
export function neededByStandIns(): string[] {
  return Object.values(STAND_INS).flatMap(({ depends }) => depends.filter(name => !isStandIn(name)));
}

/** Builds the packages into a folder. */
export function buildStandIns(folder: string): void {
  for (const [name, standIn] of Object.entries(STAND_INS)) buildPackage(folder, name, standIn);
}

function buildPackage(folder: string, name: string, { depends, programs, unit }: StandInPackage): void {
  const tree = join(folder, `${name}.tree`);
  mkdirSync(join(tree, "DEBIAN"), { recursive: true });
  const control = {
    Package: name,
    Version: "99",
    Architecture: "all",
    Maintainer: "Test <test@example.net>",
    Depends: depends.join(", "),
    Description: "stand-in",
  };
  const lines = Object.entries(control).map(([field, value]) => `${field}: ${value}\n`);
  writeFileSync(join(tree, "DEBIAN/control"), lines.join(""));
  for (const path of programs) {
    const file = join(tree, path);
    mkdirSync(dirname(file), { recursive: true });
    copyFileSync(fileURLToPath(new URL("docker.py", import.meta.url)), file);
    chmodSync(file, 0o755);
  }
  if (unit !== undefined) {
    const units = join(tree, "usr/lib/systemd/system");
    mkdirSync(units, { recursive: true });
    writeFileSync(join(units, unit.name), unit.text);
  }
  execFileSync("dpkg-deb", ["--root-owner-group", "--build", tree, join(folder, `${name}.deb`)], { stdio: "ignore" });
  rmSync(tree, { recursive: true });
}
