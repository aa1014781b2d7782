import { platform } from "node:process";
import { describe, expect, test } from "vitest";
import { fileDiff } from "./file-diff.ts";
import { files } from "./steps/files.ts";
import { hostHere, OWNER } from "./testing/host-here.ts";

const PATH = "/etc/lab/settings";

describe.skipIf(platform !== "linux")("fileDiff()", () => {
  test("is empty when every file is as declared, secrets included", async () => {
    const on = hostHere({ files: [{ path: PATH, content: "a=1\nkey=@@gitea/key@@\n", owner: OWNER, mode: "0600" }] });
    on.secrets.set("gitea/key", "hidden");
    await files.do(on);
    expect(await fileDiff(on)).toBe("");
  });

  test("shows what changes, and what is new", async () => {
    const on = hostHere({
      files: [
        { path: PATH, content: "a=2\n" },
        { path: "/etc/lab/new", content: "b\n" },
      ],
    });
    on.write(PATH, "a=1\n");
    const diff = await fileDiff(on);
    expect(diff).toContain("-a=1\n+a=2");
    expect(diff).toContain("--- /etc/lab/new\tmissing");
  });

  test("never shows a secret: neither the one of now nor the one of before", async () => {
    const on = hostHere(
      { files: [{ path: PATH, content: "a=2\nkey=@@gitea/key@@\n", mode: "0600" }] },
      { "gitea/key": "now" },
    );
    on.write(PATH, "a=1\nkey=before\ntoken=other\n");
    const diff = await fileDiff(on);
    expect(diff).not.toMatch(/before|other|now/);
    expect(diff).toContain("-(a line that may hold a secret)");
    expect(diff).toContain("+key=@@gitea/key@@");
  });

  test("names what leaves", async () => {
    const on = hostHere({ files: [{ path: PATH, content: "", owner: OWNER }] });
    await files.do(on);
    expect(await fileDiff({ ...on, host: { ...on.host, files: [] } })).toBe(`${PATH} is removed\n`);
  });
});
