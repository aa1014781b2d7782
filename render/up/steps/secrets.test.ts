import { chmodSync, existsSync, statSync } from "node:fs";
import { platform } from "node:process";
import { describe, expect, test, vi } from "vitest";
import type { HostSecret } from "../../../platform/hosts/host.ts";
import { gatherSecrets, keepSecrets } from "../kept-secrets.ts";
import { hostHere } from "../testing/host-here.ts";
import { secrets } from "./secrets.ts";

const secret = (name: string, origin: HostSecret["origin"], home = "pi1"): HostSecret => ({
  name,
  origin,
  home,
  what: "a key",
});
const FILE = "/etc/lab/secrets/k3s/token";

describe.skipIf(platform !== "linux")("secrets", () => {
  test("that can be made are made once, for the owner alone, and known to all hosts", async () => {
    const on = hostHere({ secrets: [secret("k3s/token", "made")] });
    expect(await secrets.check(on)).toEqual(['secret "k3s/token" is missing']);
    await secrets.do(on);
    const made = on.read(FILE);
    expect(made).toMatch(/^[0-9a-f]{64}$/);
    expect(on.secrets.get("k3s/token")).toBe(made);
    expect(statSync(on.path(FILE)).mode & 0o777).toBe(0o600);
    expect(statSync(on.path("/etc/lab/secrets")).mode & 0o777).toBe(0o700);
    await secrets.do(on);
    expect(on.read(FILE)).toBe(made);
  });

  test("of another host are left to that", async () => {
    expect(await secrets.check(hostHere({ secrets: [secret("k3s/token", "made", "pi2")] }))).toEqual([]);
  });

  test("that a later step finds out are not missed", async () => {
    expect(await secrets.check(hostHere({ secrets: [secret("gitea/nodes-token", "later")] }))).toEqual([]);
  });

  test("that a person has come from the source of secrets, with a word about what they are", async () => {
    vi.stubEnv("LAB_BACKUP_PASSPHRASE", "an old song");
    const on = hostHere({ secrets: [secret("backup/passphrase", "given")] });
    await secrets.do(on);
    vi.unstubAllEnvs();
    expect(on.read("/etc/lab/secrets/backup/passphrase")).toBe("an old song");
    expect(on.said).toEqual(['secret "backup/passphrase": a key']);
  });

  test("are not made anew beside a disk of an earlier installation, whose data need those of then", async () => {
    const disks = [{ label: "lab-services", fileSystem: "ext4", mountPoint: "/srv/lab" }] as const;
    const on = hostHere({ disks, secrets: [secret("k3s/token", "made")] });
    on.program("blkid", "echo /dev/sda\n");
    await expect(secrets.do(on)).rejects.toThrow(
      'Cannot make secrets of pi1: it keeps none, and its disk "lab-services" is of an earlier installation',
    );
    expect(existsSync(on.path(FILE))).toBe(false);
    on.program("blkid", "exit 2\n");
    await secrets.do(on);
    expect(existsSync(on.path(FILE))).toBe(true);
  });

  test("are made beside a disk that this installation has mounted", async () => {
    const disks = [{ label: "lab-longhorn", fileSystem: "ext4", mountPoint: "/var/lib/longhorn" }] as const;
    const on = hostHere({ disks, secrets: [secret("k3s/token", "made")] });
    on.program("blkid", "echo /dev/sda\n");
    on.write("/var/lib/lab/disks/lab-longhorn", "");
    await secrets.do(on);
    expect(on.read(FILE)).toMatch(/^[0-9a-f]{64}$/);
  });

  test("of a service that moves here come along from where it was", async () => {
    const ours = [secret("gitea/secret-key", "made"), secret("vault/unseal-key", "later")];
    const on = hostHere({ secrets: ours }, { "gitea/secret-key": "of before", "vault/unseal-key": "opens" });
    await secrets.do(on);
    expect(on.read("/etc/lab/secrets/gitea/secret-key")).toBe("of before");
    expect(on.read("/etc/lab/secrets/vault/unseal-key")).toBe("opens");
    expect(await secrets.check(on)).toEqual([]);
  });

  test("never go in a script, which others could see while it runs", async () => {
    const on = hostHere({ secrets: [secret("k3s/token", "made")] });
    const scripts: string[] = [];
    const { remote } = on;
    const run: typeof remote.run = (script, options) => {
      scripts.push(script);
      return remote.run(script, options);
    };
    await secrets.do({ ...on, remote: { ...remote, run } });
    const value = on.read(FILE);
    const encoded = Buffer.from(value).toString("base64");
    for (const script of scripts) expect(script.includes(value) || script.includes(encoded)).toBe(false);
  });

  test.skipIf(process.getuid?.() !== 0)("that others can read are closed again", async () => {
    const on = hostHere({ secrets: [secret("k3s/token", "made")] });
    await secrets.do(on);
    const made = on.read(FILE);
    chmodSync(on.path(FILE), 0o644);
    expect(await secrets.check(on)).toEqual(['secret "k3s/token" can be read by others']);
    await secrets.do(on);
    expect(await secrets.check(on)).toEqual([]);
    expect(on.read(FILE)).toBe(made);
  });

  test("of all hosts are gathered into one map, with every byte but the newline at the end", async () => {
    const all = new Map<string, string>();
    const pi1 = { ...hostHere({}), secrets: all };
    const pi2 = { ...hostHere({ name: "pi2" }), secrets: all };
    await keepSecrets(pi1, new Map([["backup/gcs-key", '{\n  "key": "a\\nb"\n}\n']]));
    await keepSecrets(pi2, new Map([["gitea/token", "\tspaces "]]));
    all.clear();
    await gatherSecrets([pi1, pi2]);
    expect(Object.fromEntries(all)).toEqual({
      "backup/gcs-key": '{\n  "key": "a\\nb"\n}',
      "gitea/token": "\tspaces ",
    });
  });
});
