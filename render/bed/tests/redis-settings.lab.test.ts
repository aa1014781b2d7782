import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { REDIS_CONF, USERS_ACL } from "../../../platform/components/redis/settings.ts";
import { freePort } from "../process/free-port.ts";
import { type Part, startPart } from "../process/part.ts";
import { program } from "../program/program.ts";

const run = promisify(execFile);

/** With characters that would break a file in which they stood as they are. */
const PASSWORDS: Readonly<Record<string, string>> = { default: 'a >b "c" #d', exporter: "e ~* +@all" };

describe("the rendered configuration in a real Redis", () => {
  let folder: string;
  let redis: Part;
  let port: number;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "bed-"));
    port = await freePort();
    const configuration = join(folder, "redis.conf");
    const users = join(folder, "users.acl");
    writeFileSync(configuration, REDIS_CONF);
    writeFileSync(users, filledIn(USERS_ACL));
    redis = await startPart({
      name: "redis",
      program: program("redis-server"),
      words: [configuration, "--port", String(port), "--bind", "127.0.0.1", "--aclfile", users, "--dir", folder],
      folder,
      isReady: async () => (await asApp("PING")) === "PONG",
    });
  });

  afterAll(async () => {
    await redis?.stop();
    rmSync(folder, { recursive: true });
  });

  test("apps write and read with their password, and nobody does without one", async () => {
    expect(await asApp("SET", "erp:greeting", "hello")).toBe("OK");
    expect(await asApp("GET", "erp:greeting")).toBe("hello");
    expect(await ask("default", "", "GET", "erp:greeting")).toMatch(/NOAUTH|WRONGPASS/);
    expect(await ask("default", "wrong", "GET", "erp:greeting")).toMatch(/NOAUTH|WRONGPASS/);
  });

  test.each([["CONFIG", "SET", "maxmemory", "0"], ["FLUSHALL"], ["KEYS", "*"], ["ACL", "LIST"], ["SHUTDOWN"]])(
    "an app may not concern itself with the whole server: %s",
    async (...command) => {
      expect(await asApp(...command)).toContain("NOPERM");
    },
  );

  test("an app may ask whether the server is ready", async () => {
    expect(await asApp("INFO", "server")).toContain("redis_version");
  });

  test("a full cache throws something away, and takes what is new", async () => {
    const write = "for i = 1, 1000 do redis.call('SET', KEYS[1] .. i, ARGV[1]) end";
    const count = "local n = 0 for i = 1, 1000 do n = n + redis.call('EXISTS', KEYS[1] .. i) end return n";
    const block = "x".repeat(2 ** 15); // a thousand of them fill more than half of the cache
    await asApp("EVAL", write, "1", "erp:old:", block);
    expect(await asApp("EVAL", count, "1", "erp:old:")).toBe("1000");
    for (const round of [1, 2, 3]) expect(await asApp("EVAL", write, "1", `erp:new:${round}:`, block)).toBe("");
    expect(Number(await asApp("EVAL", count, "1", "erp:old:"))).toBeLessThan(1000);
    expect(await asApp("SET", "erp:newest", block)).toBe("OK");
    expect(await asApp("EXISTS", "erp:newest")).toBe("1");
  });

  test("the exporter reads figures, and no key", async () => {
    expect(await asExporter("INFO", "memory")).toContain("maxmemory_policy:allkeys-lru");
    expect(await asExporter("CONFIG", "GET", "maxmemory")).toContain(String(56 * 2 ** 20));
    expect(await asExporter("GET", "erp:greeting")).toContain("NOPERM");
    expect(await asExporter("CONFIG", "SET", "maxmemory", "0")).toContain("NOPERM");
  });

  test("nothing is written to a disk", async () => {
    const persistence = await asExporter("INFO", "persistence");
    expect(persistence).toContain("aof_enabled:0");
    expect(await asExporter("CONFIG", "GET", "save")).toBe("save");
  });

  const asApp = (...command: string[]) => ask("default", PASSWORDS.default, ...command);

  const asExporter = (...command: string[]) => ask("exporter", PASSWORDS.exporter, ...command);

  /** What the server answers, be it an error. */
  async function ask(user: string, password: string | undefined, ...command: string[]): Promise<string> {
    const [file, ...first] = program("redis-cli");
    const words = ["-p", String(port), "--user", user, "--no-auth-warning", ...command];
    const { stdout } = await run(file, [...first, ...words], { env: { ...process.env, REDISCLI_AUTH: password } });
    return stdout.trim();
  }
});

/** What the secrets operator makes of a template. */
function filledIn(template: string): string {
  return template.replace(/\{\{ get \.Secrets "(\w+)" \| sha256sum \}\}/g, (_, key: string) =>
    createHash("sha256")
      .update(PASSWORDS[key] ?? "")
      .digest("hex"),
  );
}
