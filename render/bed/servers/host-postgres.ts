import { mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Host } from "../../../platform/hosts/host.ts";
import { POSTGRES_DATA, POSTGRES_SETTINGS } from "../../../platform/hosts/parts/postgres-settings.ts";
import { type PostgresAccess, withPostgres } from "../../../platform/secrets/postgres-session.ts";
import { type Part, startPart } from "../process/part.ts";
import { unprivileged } from "../process/unprivileged.ts";
import { libraryPath, packageFolder } from "./postgres.ts";

export interface HostPostgres extends Part, PostgresAccess {
  /** Folder of its data, its socket and its certificate. */
  readonly home: string;
}

/**
 * Starts PostgreSQL as a host of the lab does, without a container: by the host's own start script, settings and access
 * rules, of which only the folders are others. It listens at the host's port, at every address.
 *
 * @param port of the cluster's facts
 */
export async function startHostPostgres(folder: string, host: Host, port: number): Promise<HostPostgres> {
  const home = join(folder, "postgres");
  const settings = join(folder, "settings");
  for (const path of [join(home, "socket"), join(settings, "conf.d")]) mkdirSync(path, { recursive: true });
  for (const { path, content } of host.files) {
    if (!path.startsWith(`${POSTGRES_SETTINGS}/`) || path.includes("/conf.d/")) continue;
    const adapted = content.replaceAll(POSTGRES_DATA, home).replaceAll(POSTGRES_SETTINGS, settings);
    writeFileSync(join(settings, basename(path)), adapted);
  }
  const access = { host: "127.0.0.1", port, user: "postgres", password: "of-the-superuser" };
  const passwordFile = join(folder, "superuser");
  writeFileSync(passwordFile, `${access.password}\n`);
  const programs = packageFolder();
  const part = await startPart({
    name: "host-postgres",
    program: unprivileged(["sh"]),
    words: [join(settings, "start.sh")],
    env: {
      PATH: `${join(programs, "native", "bin")}:${process.env.PATH}`,
      LD_LIBRARY_PATH: libraryPath(programs, join(folder, "postgres-libraries")),
      LAB_POSTGRES: home,
      LAB_SETTINGS: settings,
      LAB_PASSWORD: passwordFile,
    },
    folder,
    isReady: () => withPostgres(access, async () => true),
  });
  return Object.assign(part, { ...access, home });
}
