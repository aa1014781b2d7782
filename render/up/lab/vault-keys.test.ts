import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { sampleCluster } from "../../../platform/testing/sample-instance.ts";
import { expectTaker, handOver } from "./vault-keys.ts";

const keys = { shares: ["first-share", "second-share", "third-share"], threshold: 2, rootToken: "a-token" };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vault-keys-"));
  vi.stubEnv("LAB_KEYS_COMMAND", "");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe("handOver()", () => {
  test("gives the keys to a command, on its standard input, without the token", async () => {
    const file = join(folder, "keys of the lab");
    vi.stubEnv("LAB_KEYS_COMMAND", `tee "${file}"`);
    await handOver(
      at(async () => expect.fail("nobody is to be asked")),
      keys,
    );
    expect(readFileSync(file, "utf8")).toMatch(/any 2 of which will do.*1: first-share\n {2}2: second-share\n/s);
    expect(readFileSync(file, "utf8")).not.toContain("a-token");
  });

  test("is not done when the command fails, and shows nothing of what it was given", async () => {
    vi.stubEnv("LAB_KEYS_COMMAND", 'sh -c "cat >&2; exit 3"');
    const refused = handOver(
      at(async () => "done"),
      keys,
    );
    await expect(refused).rejects.toThrow(/"sh", which LAB_KEYS_COMMAND names, ended with 3/);
    await expect(refused).rejects.not.toThrow(/share/);
  });

  test("shows them on the terminal until somebody has them", async () => {
    const shown: string[] = [];
    const ask = (answer: string | undefined) => async (question: string) => {
      shown.push(question);
      return answer;
    };
    await handOver(at(ask("done")), keys);
    expect(shown.join()).toContain("third-share");
    await expect(handOver(at(ask("what?")), keys)).rejects.toThrow('nobody has said "done"');
    await expect(handOver(at(ask(undefined)), keys)).rejects.toThrow('nobody has said "done"');
  });
});

describe("expectTaker()", () => {
  test("asks nobody where a command takes the keys", async () => {
    vi.stubEnv("LAB_KEYS_COMMAND", "tee keys");
    await expectTaker(at(async () => expect.fail("nobody is to be asked")));
  });

  test.each([
    [undefined, /this is no terminal to show its keys on, set LAB_KEYS_COMMAND/],
    ["yes", /"yes" is not its name/],
  ])("refuses the answer %j: nobody would have the keys", async (answer, reason) => {
    await expect(expectTaker(at(async () => answer))).rejects.toThrow(reason);
  });

  test("takes the typed name of the cluster for a person who is there", async () => {
    await expectTaker(at(async () => sampleCluster.name));
  });
});

function at(ask: (question: string) => Promise<string | undefined>) {
  return { cluster: sampleCluster, ask };
}
