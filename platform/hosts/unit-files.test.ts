import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { arcodange } from "../../clusters/arcodange/index.ts";
import { rehearsal } from "../../clusters/rehearsal/index.ts";
import { hostsOf } from "./host-of.ts";
import { mountUnitName, unitNameOf } from "./unit-names.ts";

const hasSystemd = spawnSync("systemd-analyze", ["--version"]).status === 0;
const SYSTEM = "/etc/systemd/system";
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe.skipIf(!hasSystemd)("with the systemd of this machine (skipped where systemd-analyze is not on PATH),", () => {
  test.each([arcodange, rehearsal].flatMap(hostsOf).map(host => [`${host.cluster}/${host.name}`, host] as const))(
    "the units of %s are such as systemd takes them",
    (_, host) => {
      const root = folderOf(host.files.filter(({ path }) => path.startsWith(`${SYSTEM}/`)));
      const units = host.files.flatMap(({ path }) => (dirname(path) === SYSTEM ? [path] : []));
      const options = ["--man=no", "--generators=no", "--recursive-errors=no", `--root=${root}`];
      const { stderr, status } = spawnSync("systemd-analyze", ["verify", ...options, ...units], { encoding: "utf8" });
      expect(stderr).toBe("");
      expect(status).toBe(0);
    },
  );

  test("a disk is mounted at the start of the machine, and by its device when that comes later", () => {
    const [host] = hostsOf(arcodange);
    const root = folderOf(host?.files.filter(({ path }) => path.startsWith(`${SYSTEM}/`)) ?? []);
    spawnSync("systemctl", [`--root=${root}`, "enable", "var-lib-longhorn.mount"]);
    for (const unit of ["local-fs.target", "dev-disk-by\\x2dlabel-lab\\x2dlonghorn.device"]) {
      expect(readdirSync(join(root, SYSTEM, `${unit}.wants`))).toContain("var-lib-longhorn.mount");
    }
  });

  test.each(["/srv/lab", "/dev/disk/by-label/lab-longhorn", "/a_b/c.d:e/f g", "/x/"])(
    "unitNameOf() writes %s as systemd-escape does",
    path => {
      expect(unitNameOf(path)).toBe(execFileSync("systemd-escape", ["--path", path], { encoding: "utf8" }).trim());
    },
  );
});

test("mountUnitName() names the unit that systemd looks for at a mount point", () => {
  expect(mountUnitName("/var/lib/longhorn")).toBe("var-lib-longhorn.mount");
});

/** A root with these units, and with something at each path that they run, for systemd looks whether it is there. */
function folderOf(files: readonly { readonly path: string; readonly content: string }[]): string {
  const root = mkdtempSync(join(tmpdir(), "lab-units-"));
  folders.push(root);
  for (const { path, content } of files) {
    write(root, path, content);
    for (const [, program = ""] of content.matchAll(/^Exec\w+=[-@:+!]*(\/\S+)/gm)) write(root, program, "");
  }
  return root;
}

function write(root: string, path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
  chmodSync(join(root, path), path.startsWith(SYSTEM) ? 0o644 : 0o755);
}
