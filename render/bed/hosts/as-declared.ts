import { createHash } from "node:crypto";
import { HOST_SECRETS, type Host, type HostFile, marksIn, secretMark } from "../../../platform/hosts/host.ts";
import type { TestHosts } from "./test-hosts.ts";

/**
 * In what a machine differs from what it should be, found by other means than `lab up` looks by: files with their contents,
 * owners and modes, folders, packages, programs, accounts, units, mounts. Files that hold a secret of a later step must not
 * be there.
 *
 * @param hosts all that are declared: a secret lies on its home
 */
export async function differences(machines: TestHosts, host: Host, hosts: readonly Host[]): Promise<string[]> {
  const inside = (script: string) => machines.host(host.name).inside(script);
  const secrets = await secretsOf(machines, hosts);
  const found: string[] = [];
  const expectEqual = (what: string, is: string, should: string) => {
    if (is !== should) found.push(`${host.name} ${what}: is ${is}, should be ${should}`);
  };

  for (const file of host.files) {
    const should = shouldLie(file, secrets);
    const is = (await inside(`stat -c '%a %u:%g %U:%G' '${file.path}' && sha256sum <'${file.path}' || true`)).trim();
    if (should === undefined) expectEqual(file.path, is, "");
    else if (!sameFile(is, should))
      found.push(`${host.name} ${file.path}: is ${is}, should be ${JSON.stringify(should)}`);
  }
  for (const { path, owner = "root:root", mode = "0755" } of host.folders) {
    const is = (await inside(`stat -c '%a %u:%g %U:%G' '${path}' || true`)).trim();
    if (!sameAccess(is, owner, mode)) found.push(`${host.name} ${path}: is ${is}, should be ${mode} ${owner}`);
  }
  const installed = (await inside("dpkg -l | awk '/^ii/ { print $2 }'")).split("\n").map(name => name.split(":")[0]);
  for (const name of host.packages) expectEqual(`package ${name}`, String(installed.includes(name)), "true");
  for (const { path } of host.programs) expectEqual(path, (await inside(`stat -c %a ${path} || true`)).trim(), "755");
  for (const { name, home } of host.users) {
    expectEqual(
      `account ${name}`,
      (await inside(`getent passwd ${name} | cut -d: -f6,7 || true`)).trim(),
      `${home}:/usr/sbin/nologin`,
    );
  }
  for (const { name } of host.units) {
    const state = (await inside(`systemctl is-enabled ${name} || true`)).trim();
    if (!/^(enabled|static|indirect|generated|alias)$/.test(state)) found.push(`${host.name} ${name}: is ${state}`);
  }
  for (const { mountPoint } of host.disks) {
    expectEqual(mountPoint, (await inside(`findmnt -n -o FSTYPE ${mountPoint} || true`)).trim(), "ext4");
  }
  return found;
}

/** Secrets by name, as their homes keep them. */
export async function secretsOf(machines: TestHosts, hosts: readonly Host[]): Promise<ReadonlyMap<string, string>> {
  const known = hosts.flatMap(({ secrets }) => secrets);
  const values = await Promise.all(
    known.map(async ({ name, home }) => {
      const value = await machines.host(home).inside(`cat ${HOST_SECRETS}/${name} 2>/dev/null || true`);
      return [name, value.replace(/\n$/, "")] as const;
    }),
  );
  return new Map(values.filter(([, value]) => value !== ""));
}

interface Lying {
  readonly sha256: string;
  readonly owner: string;
  readonly mode: string;
}

function shouldLie(
  { content, owner = "root:root", mode = "0644" }: HostFile,
  secrets: ReadonlyMap<string, string>,
): Lying | undefined {
  let text = content;
  for (const name of marksIn(content)) {
    const value = secrets.get(name);
    if (value === undefined) return undefined;
    text = text.replaceAll(secretMark(name), () => value);
  }
  return { sha256: createHash("sha256").update(text).digest("hex"), owner, mode };
}

function sameFile(is: string, { sha256, owner, mode }: Lying): boolean {
  const [access = "", sum = ""] = is.split("\n");
  return sameAccess(access, owner, mode) && sum.startsWith(sha256);
}

/** `644 0:0 root:root`: owner and group go by number or by name. */
function sameAccess(is: string, owner: string, mode: string): boolean {
  const [bits = "", ...owners] = is.split(" ");
  return Number.parseInt(bits, 8) === Number.parseInt(mode, 8) && owners.includes(owner);
}
