import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Cluster } from "../../../clusters/lab.ts";
import { pinnedVersion } from "../../pinned-image.ts";
import { composeFolder, composeService, composeUnit } from "../compose-service.ts";
import { secretMark } from "../host.ts";
import type { PartOf } from "../machine.ts";
import {
  POSTGRES_DATA,
  POSTGRES_EXTRA_SETTINGS,
  POSTGRES_OWNER,
  POSTGRES_SETTINGS,
  POSTGRES_SOCKET,
  POSTGRES_USER,
  pgHbaConf,
  postgresMemoryMebibytes,
  postgresqlConf,
} from "./postgres-settings.ts";

const NAME = "postgres";
const UNIT = composeUnit(NAME);
const FOLDER = composeFolder(NAME);
const IMAGE_FOLDER = "image";

/** Password of the superuser, as the stack `postgres` and `lab secrets` ask for it. */
const SUPERUSER_PASSWORD = "postgres/superuser";

/**
 * PostgreSQL, for Gitea and all databases of the cluster, on a host's own network: so it sees from which address somebody
 * comes, by which `pg_hba.conf` decides, and depends on no rule of Docker's firewall.
 *
 * Its password is read once, from a file, when the data are made; the image's own start script would put it into the
 * server's environment. The certificate is made by the server's start, for itself, and nobody can check it: it encrypts,
 * which `sslmode=require` and `prefer` ask for, and needs no authority, which would have to be up before the database is.
 *
 * The image is built on the host, of the official one and pgBackRest, which archives from inside. Another minor version
 * comes with the next change of the Dockerfile or by `docker-compose build --pull`; the tag is of its text.
 */
export const postgres: PartOf = machine => {
  const { cluster, name } = machine;
  if (name !== cluster.postgres.node) return {};
  const dockerfile = dockerfileOf(cluster);
  const memory = postgresMemoryMebibytes(machine);
  const service = composeService(machine, {
    name: NAME,
    title: "PostgreSQL",
    image: imageOf(dockerfile),
    buildFolder: IMAGE_FOLDER,
    user: POSTGRES_OWNER,
    command: ["sh", `${POSTGRES_SETTINGS}/start.sh`],
    environment: { PGHOST: POSTGRES_SOCKET, PGPORT: String(cluster.postgres.port) },
    mounts: {
      [POSTGRES_DATA]: POSTGRES_DATA,
      [POSTGRES_SETTINGS]: POSTGRES_SETTINGS,
      "/run/secrets/superuser": `${FOLDER}/superuser`,
    },
    writes: [POSTGRES_DATA],
    memoryFolders: ["/var/lib/postgresql/data"],
    network: "host",
    memoryMebibytes: memory,
    sharedMemoryMebibytes: Math.floor(memory / 8), // for sorting by several processes
    sacrifice: -500,
    // Recovery after a power cut may take as long as a checkpoint is old.
    health: { command: ["pg_isready", "--quiet"], startSeconds: 900 },
    stop: { signal: "SIGINT", graceSeconds: 120 }, // ends sessions, and writes a checkpoint
  });
  const ofServer = { restarts: [UNIT] };
  return {
    ...service,
    folders: [
      ...(service.folders ?? []),
      { path: `${FOLDER}/${IMAGE_FOLDER}` },
      { path: POSTGRES_SETTINGS },
      { path: POSTGRES_EXTRA_SETTINGS },
      { path: POSTGRES_DATA, owner: POSTGRES_OWNER, mode: "0700" },
      { path: POSTGRES_SOCKET, owner: POSTGRES_OWNER },
    ],
    files: [
      { path: `${FOLDER}/${IMAGE_FOLDER}/Dockerfile`, content: dockerfile },
      { path: `${POSTGRES_SETTINGS}/start.sh`, content: source("start.sh"), ...ofServer },
      { path: `${POSTGRES_SETTINGS}/postgresql.conf`, content: postgresqlConf(machine), ...ofServer },
      { path: `${POSTGRES_SETTINGS}/pg_hba.conf`, content: pgHbaConf(machine), ...ofServer },
      {
        path: `${FOLDER}/superuser`,
        content: `${secretMark(SUPERUSER_PASSWORD)}\n`,
        owner: POSTGRES_OWNER,
        mode: "0600",
      },
      ...(service.files ?? []),
    ],
    secrets: [
      {
        name: SUPERUSER_PASSWORD,
        home: name,
        origin: "made",
        what: "password of PostgreSQL's superuser, read when its data are made",
      },
    ],
  };
};

function dockerfileOf(cluster: Cluster): string {
  return source("Dockerfile")
    .replace("@@VERSION@@", pinnedVersion(cluster, NAME))
    .replaceAll("@@USER@@", String(POSTGRES_USER));
}

/**
 * `localhost/lab/postgres:17-bookworm-3f2a91c0`: another text is another image. Compose asks a registry before it builds,
 * and without `localhost` that would be Docker Hub, where `lab` is somebody else's.
 */
function imageOf(dockerfile: string): string {
  const [, tag] = /^FROM \S+:(\S+)$/m.exec(dockerfile) ?? [];
  return `localhost/lab/postgres:${tag}-${createHash("sha256").update(dockerfile).digest("hex").slice(0, 8)}`;
}

function source(name: string): string {
  return readFileSync(new URL(`../services/postgres/${name}`, import.meta.url), "utf8");
}
