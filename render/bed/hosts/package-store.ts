import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { userCache } from "../../user-cache.ts";
import { debianRoot, mirror, SUITE } from "./debian-root.ts";
import { forgetUnused } from "./forget-unused.ts";

/**
 * Downloads packages, with all that they need beyond a new installation, by this machine's apt; what was downloaded once
 * is kept until it has not been used for a week, and others are downloaded.
 *
 * @returns the folder in which they lie
 */
export function storePackages(names: readonly string[]): string {
  const wanted = [...names].sort();
  const key = createHash("sha256").update(wanted.join(" ")).digest("hex").slice(0, 16);
  const prefix = userCache(`hosts/${SUITE}-packages-`);
  const folder = `${prefix}${key}`;
  if (existsSync(folder)) {
    utimesSync(folder, new Date(), new Date());
    return folder;
  }
  const aside = mkdtempSync(`${folder}-`);
  try {
    download(aside, wanted);
    if (!existsSync(folder)) renameSync(aside, folder);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  forgetUnused(prefix);
  return folder;
}

function download(folder: string, wanted: readonly string[]): void {
  for (const name of ["lists/partial", "partial"]) mkdirSync(join(folder, name), { recursive: true });
  const keys = join(debianRoot, "usr/share/keyrings/debian-archive-keyring.gpg");
  writeFileSync(join(folder, "sources.list"), `deb [signed-by=${keys}] ${mirror()} ${SUITE} main\n`);
  apt(folder, ["update"]);
  apt(folder, ["install", "--yes", "--download-only", "--no-install-recommends", ...wanted]);
  rmSync(join(folder, "lists"), { recursive: true });
  writeFileSync(join(folder, "Packages"), packageIndex(folder));
}

/** Runs apt as if the installation of the test hosts were this machine's. */
function apt(folder: string, words: readonly string[]): void {
  const settings = {
    "Dir::State::status": join(debianRoot, "var/lib/dpkg/status"),
    "Dir::State::Lists": join(folder, "lists"),
    "Dir::State::extended_states": "/dev/null",
    "Dir::Cache::archives": folder,
    "Dir::Cache::pkgcache": "",
    "Dir::Cache::srcpkgcache": "",
    "Dir::Etc::sourcelist": join(folder, "sources.list"),
    "Dir::Etc::sourceparts": "/dev/null",
    "Dir::Etc::preferencesparts": "/dev/null",
    "APT::Sandbox::User": "root",
    "Debug::NoLocking": "true",
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["--option", `${name}=${value}`]);
  execFileSync("apt-get", ["--quiet", "--quiet", ...options, ...words], { stdio: ["ignore", "ignore", "inherit"] });
}

/** What `Packages` of a repository without folders says of the packages in a folder. */
export function packageIndex(folder: string): Buffer {
  return execFileSync("dpkg-scanpackages", ["--multiversion", "."], {
    cwd: folder,
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "ignore"],
  });
}
