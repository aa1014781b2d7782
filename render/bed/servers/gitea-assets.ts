import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Program, partsFolder, program } from "../program/program.ts";

/**
 * Folder with Gitea's templates, texts and pictures, for its setting STATIC_ROOT_PATH: `gitea-static` among the parts, else
 * Go's module cache, which has them without the built style sheets and scripts.
 *
 * @returns undefined for a Gitea that holds its own, as official releases do
 * @throws {Error} that says where to get them
 */
export function giteaAssets(): string | undefined {
  const said = run([...program("gitea"), "--version"]); // gitea version 1.26.2 built with …, go1.26 : bindata, timetzdata
  if (/\bbindata\b/.test(said)) return undefined;
  const own = join(partsFolder(), "gitea-static");
  if (existsSync(own)) return own;
  const version = /version (\S+)/.exec(said)?.[1];
  try {
    return (JSON.parse(run(["go", "mod", "download", "-json", `code.gitea.io/gitea@v${version}`])) as GoModule).Dir;
  } catch (error) {
    throw new Error(
      `Cannot start gitea: this build of ${version} holds no templates, install Go, which fetches them, or an official ` +
        `release of Gitea, or put templates/, options/ and public/ into ${own}`,
      { cause: error },
    );
  }
}

interface GoModule {
  readonly Dir: string;
}

function run([file, ...words]: Program): string {
  return execFileSync(file, words, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}
