import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder that holds `clusters/`, `apps/`, `rendered/` ... */
export const repositoryFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/** The rendered tree of this repository. */
export const renderedFolder = join(repositoryFolder, "rendered");
