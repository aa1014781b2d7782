import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { buildParts } from "./build-parts.ts";

let folder: string;
let parts: string;
let said: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "build-parts-"));
  parts = join(folder, "parts");
  said = [];
  for (const name of ["bin", "module/hack", "module/templates/user", "module/options", "module/public"]) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  for (const name of ["hack/git-verify-wrapper.sh", "hack/gpg-wrapper.sh", "templates/user/home.tmpl"]) {
    writeFileSync(join(folder, "module", name), name, { mode: 0o444 });
  }
  vi.stubEnv("PATH", join(folder, "bin"));
  writeGo({ version: "go1.99.0" });
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** Stands for Go: tells its version, writes down how it was called, and builds a text. */
function writeGo({ version, build = 'echo "built" > "$out"' }: { version: string; build?: string }): void {
  write(
    "go",
    `case "$1" in
  env) printf '%s\\n' ${version} 'registry,mirror|direct,direct' ;;
  list) echo '${join(folder, "module")}' ;;
  build)
    echo "$GOTOOLCHAIN $GOFLAGS $CGO_ENABLED $GOPROXY $GOWORK" >> '${join(folder, "env")}'
    for word; do case "$word" in -o=*) out="\${word#-o=}" ;; esac; echo "$word" >> '${join(folder, "words")}'; done
    ${build} ;;
esac`,
  );
}

function write(name: string, script: string): void {
  writeFileSync(join(folder, "bin", name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

function read(...names: string[]): string {
  return readFileSync(join(...names), "utf8");
}

const build = (...names: string[]) => buildParts(names, { folder: parts, say: line => said.push(line) });

describe("buildParts()", () => {
  test("builds what is missing, and says so", async () => {
    await build("kwok", "gitea-runner");
    expect(readdirSync(parts).sort()).toEqual([".gitea-runner.recipe", ".kwok.recipe", "gitea-runner", "kwok"]);
    expect(said).toEqual([
      "builds kwok (1 of 2)",
      expect.stringMatching(/^built kwok in \d+ s$/),
      "builds gitea-runner (2 of 2)",
      expect.stringMatching(/^built gitea-runner in \d+ s$/),
    ]);
  });

  test("calls Go so that nothing but the pinned modules comes in, and only from the registry", async () => {
    await build("argocd");
    expect(read(folder, "env")).toBe("local -mod=readonly 0 registry,mirror off\n");
    const words = read(folder, "words").split("\n");
    expect(words).toContain("github.com/argoproj/argo-cd/v3/cmd");
    expect(words).toContain("-trimpath");
    expect(words).toContain("-ldflags=-s -w -X=github.com/argoproj/argo-cd/v3/common.version=3.5.1");
  });

  test("leaves what was built from the same recipe", async () => {
    await build("kwok");
    said = [];
    await build("kwok");
    expect(said).toEqual([]);
  });

  test("builds anew what was built from another recipe, or not to the end", async () => {
    await build("kwok");
    for (const stamp of ["another recipe", "unfinished"]) {
      writeFileSync(join(parts, ".kwok.recipe"), stamp);
      writeFileSync(join(parts, "kwok"), "old");
      await build("kwok");
      expect(read(parts, "kwok")).toBe("built\n");
    }
  });

  test("leaves what came by other hands, into the folder or on PATH", async () => {
    mkdirSync(parts);
    writeFileSync(join(parts, "kube"), "");
    writeFileSync(join(parts, "kwok"), "theirs");
    write("helm", "");
    await build("kubectl", "kwok", "helm");
    expect(said).toEqual([]);
  });

  test("brings Argo CD's scripts, so that they run, and brings them back", async () => {
    await build("argocd");
    expect(statSync(join(parts, "git-verify-wrapper.sh")).mode & 0o777).toBe(0o755);
    expect(read(parts, "gpg-wrapper.sh")).toBe("hack/gpg-wrapper.sh");
    rmSync(join(parts, "git-verify-wrapper.sh"));
    await build("git-verify-wrapper.sh");
    expect(existsSync(join(parts, "git-verify-wrapper.sh"))).toBe(true);
  });

  test("brings Gitea's templates, anew with every build, though they cannot be written where they come from", async () => {
    for (const name of ["module/templates/user", "module/templates"]) chmodSync(join(folder, name), 0o555);
    await build("gitea");
    for (const name of ["templates/user", "templates"]) {
      expect(statSync(join(parts, "gitea-static", name)).mode & 0o700).toBe(0o700); // root could write anyway
    }
    writeFileSync(join(parts, "gitea-static", "templates", "stale.tmpl"), "");
    writeFileSync(join(parts, ".gitea.recipe"), "another recipe");
    await build("gitea");
    expect(readdirSync(join(parts, "gitea-static")).sort()).toEqual(["options", "public", "templates"]);
    expect(readdirSync(join(parts, "gitea-static", "templates"))).toEqual(["user"]);
    expect(read(parts, "gitea-static", "templates", "user", "home.tmpl")).toBe("templates/user/home.tmpl");
    for (const name of ["module/templates", "module/templates/user"]) chmodSync(join(folder, name), 0o755);
  });

  test("shows how Go's output ends, and leaves neither a part nor a piece of one", async () => {
    writeGo({
      version: "go1.99.0",
      build:
        'echo half > "$out"; i=0; while [ $i -lt 100 ]; do i=$((i+1)); echo $i; done >&2; echo "missing go.sum entry" >&2; exit 1',
    });
    const failure = await build("kwok").catch(error => error.message);
    expect(failure).toMatch(/^Cannot build sigs\.k8s\.io\/kwok\/cmd\/kwok: go build failed\n82\n/);
    expect(failure).toMatch(/\n100\nmissing go\.sum entry$/);
    expect(readdirSync(parts)).toEqual([]);
  });

  test("keeps the part that is there when its new build fails", async () => {
    await build("kwok");
    writeFileSync(join(parts, ".kwok.recipe"), "another recipe");
    writeGo({ version: "go1.99.0", build: "exit 1" });
    await expect(build("kwok")).rejects.toThrow("Cannot build");
    expect(read(parts, "kwok")).toBe("built\n");
    expect(read(parts, ".kwok.recipe")).toBe("another recipe");
  });

  test("says what to install when Go is too old for a recipe", async () => {
    writeGo({ version: "go1.26.2" });
    await expect(build("gitea-runner", "kwok")).rejects.toThrow(
      /^Cannot build gitea-runner, kwok: this is Go 1\.26\.2, install Go 1\.26\.3 or newer: /,
    );
    await build("gitea-runner");
    expect(said).toHaveLength(2);
  });

  test("says what to install when Go is missing", async () => {
    vi.stubEnv("PATH", join(folder, "module"));
    await expect(build("kwok")).rejects.toThrow(
      /^Cannot build kwok: Go is not on PATH, install Go 1\.26\.3 or newer: /,
    );
  });

  test("names every missing program that no recipe builds, before it builds any", async () => {
    await expect(build("kwok", "traefik", "redis-server")).rejects.toThrow(
      /^Cannot build\n {2}traefik: install .*\n {2}redis-server: install the Debian package redis-server$/,
    );
    expect(said).toEqual([]);
  });
});
