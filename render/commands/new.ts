import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { nameErrors } from "../../platform/name-errors.ts";
import { appFile } from "../../platform/naming.ts";
import { appTemplate, constantName, withApp } from "../new-app.ts";
import { repositoryFolder } from "../repository.ts";

const REGISTRY = "apps/index.ts";

export const command = new Command("new").description("Writes the files of something new.");

command
  .command("app")
  .description("Writes apps/<name>.ts, adds its line to apps/index.ts, renders, and says what to do next.")
  .argument("<name>", "kebab-case; it names the repository, the database, the namespace, the host ...")
  .action(async (name: string) => {
    refuse(name);
    const undo = writeSources(name);
    const { command: render } = await import("./render.ts");
    try {
      await render.parseAsync([], { from: "user" });
    } catch (error) {
      undo();
      throw error;
    }
    if (process.exitCode === 0) console.log(nextSteps(name));
    else {
      undo();
      console.error(
        `Cannot add app "${name}": with it the lab cannot be rendered, so nothing was added; mend what is named above, or choose another name`,
      );
    }
  });

/** Writes what a person would; returns how to take it back. */
function writeSources(name: string): () => void {
  const file = join(repositoryFolder, appFile(name));
  const registry = join(repositoryFolder, REGISTRY);
  const before = readFileSync(registry, "utf8");
  const after = withApp(before, name);
  writeFileSync(file, appTemplate(name), { flag: "wx" });
  writeFileSync(registry, after);
  return () => {
    rmSync(file);
    writeFileSync(registry, before);
  };
}

/** @throws {Error} with every reason why this app cannot be made */
function refuse(name: string): void {
  const problems = nameErrors(name, ["prod"]).map(
    ({ coordinate, problem, remedy }) => `Cannot add app "${name}", ${coordinate}: ${problem}, ${remedy}`,
  );
  if (existsSync(join(repositoryFolder, appFile(name)))) {
    problems.push(`Cannot add app "${name}": ${appFile(name)} exists, edit it or choose another name`);
  }
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

function nextSteps(name: string): string {
  return [
    "",
    `Next: write the image, port and memory of ${constantName(name)} into ${appFile(name)}, run "lab render",`,
    `read "lab diff" and "lab explain ${name}", then commit source and rendered/ together and push.`,
  ].join("\n");
}
