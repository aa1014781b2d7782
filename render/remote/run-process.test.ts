import { describe, expect, test } from "vitest";
import { runProcess } from "./run-process.ts";

const run = (script: string, options: Partial<Parameters<typeof runProcess>[2]> = {}) =>
  runProcess("sh", ["-c", script], { timeoutMilliseconds: 5000, ...options });

describe("runProcess()", () => {
  test("has all that a program printed, however fast it ends", async () => {
    const sizes = await Promise.all(
      Array.from({ length: 10 }, async () => (await run("head -c 3000000 /dev/zero")).stdout.length),
    );
    expect(new Set(sizes)).toEqual(new Set([3_000_000]));
  });

  test("does not wait for what a program leaves behind, though that holds its standard error", async () => {
    const started = performance.now();
    expect(await run("sleep 3 >/dev/null & echo done")).toMatchObject({ status: 0, stdout: "done\n" });
    expect(performance.now() - started).toBeLessThan(2500);
  });

  test("ends a program that takes too long, or prints too much", async () => {
    expect(await run("exec sleep 20", { timeoutMilliseconds: 200 })).toMatchObject({ cutShort: "took too long" });
    expect(await run("exec yes")).toMatchObject({ cutShort: "printed too much" });
  });

  test("ends a program when nobody waits for it any more", async () => {
    const { status, cutShort } = await run("exec sleep 20", { signal: AbortSignal.timeout(100) });
    expect({ status, cutShort }).toEqual({ status: undefined, cutShort: undefined });
  });

  test("minds no program that ends before it has read its input", async () => {
    expect(await run("exit 3", { input: "x".repeat(1_000_000) })).toMatchObject({ status: 3 });
  });

  test("keeps the end of long complaints", async () => {
    const { stderr } = await run("seq 1 100000 >&2");
    expect(stderr.length).toBeLessThanOrEqual(64 * 1024);
    expect(stderr.endsWith("100000\n")).toBe(true);
  });

  test("says when there is no such program", async () => {
    await expect(runProcess("no-such-program", [], { timeoutMilliseconds: 1000 })).rejects.toThrow("ENOENT");
  });
});
