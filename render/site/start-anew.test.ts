import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repositoryFolder } from "../repository.ts";

test.skipIf(process.platform === "win32")("startAnew() begins again as the same process, with more options", () => {
  const folder = mkdtempSync(join(tmpdir(), "start-anew-"));
  const program = join(folder, "program.mts");
  const module = join(repositoryFolder, "render/site/start-anew.ts");
  writeFileSync(
    program,
    `import { startAnew } from ${JSON.stringify(module)};
    console.log(process.pid, process.argv.slice(2).join(" "));
    if (!process.argv.includes("--port")) startAnew(["--port", "1"]);`,
  );
  const { stdout, pid } = spawnSync(process.execPath, [program, "site"], { encoding: "utf8" });
  rmSync(folder, { recursive: true });
  expect(stdout).toBe(`${pid} site\n${pid} site --port 1\n`);
});
