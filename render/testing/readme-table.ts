import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryFolder } from "../repository.ts";

/**
 * For tests: cells of the rows of the table that follows a line of the README, its head first.
 *
 * @param mark such as `<!-- stand-ins -->`
 */
export function readmeTable(mark: string): string[][] {
  const [, below = ""] = readFileSync(join(repositoryFolder, "README.md"), "utf8").split(`\n${mark}\n`);
  const [table = ""] = below.trimStart().split("\n\n");
  const rows = table.split("\n").filter(row => !row.startsWith("| --"));
  return rows.map(row =>
    row
      .split("|")
      .map(cell => cell.trim())
      .slice(1, -1),
  );
}
