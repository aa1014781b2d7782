import { readFileSync } from "node:fs";
import { dirname } from "node:path/posix";
import type { Cluster } from "../../../clusters/lab.ts";
import { factsFile } from "../../naming.ts";
import { pinnedImage } from "../../pinned-image.ts";
import { composeFolder, composeService, composeUnit } from "../compose-service.ts";
import type { HostSecret } from "../host.ts";
import { HOST_PORTS } from "../host-ports.ts";
import type { Machine, PartOf } from "../machine.ts";
import { staticNames } from "../static-names.ts";
import { MOUNT_POINTS } from "./disks.ts";
import {
  GITEA_HOME,
  GITEA_INNER_PORTS,
  GITEA_SECRETS,
  giteaHealthCheck,
  giteaSettings,
  webhookHost,
} from "./gitea-settings.ts";
import { POSTGRES_SOCKET } from "./postgres-settings.ts";
import { ROOT_CERTIFICATE } from "./trust.ts";

const NAME = "gitea";
const UNIT = composeUnit(NAME);
const FOLDER = composeFolder(NAME);
const SETTINGS = `${FOLDER}/settings`;
const DATA = `${MOUNT_POINTS.services}/gitea`;

/** Who Gitea is in its image, and whose its files are on the host: there the first account of a person. */
const OWNER = "1000:1000";

/**
 * Gitea: the forge, the registry of images, and whom people sign in with. It has a bridge of Docker's to itself, so that it
 * may answer at 80 and 443 of the host without being root.
 *
 * Before each start its role and database in PostgreSQL are made, if need be; so it waits for PostgreSQL.
 *
 * Beside its image's own folder of authorities it trusts the lab's: Go reads both, the file and the folder.
 *
 * @see https://docs.gitea.com/installation/install-with-docker-rootless
 * @see https://pkg.go.dev/crypto/x509#SystemCertPool of SSL_CERT_DIR
 */
export const gitea: PartOf = machine => {
  const { cluster, name, node } = machine;
  if (name !== cluster.gitea.node) return {};
  refuseOtherNode(cluster);
  const authorities = dirname(ROOT_CERTIFICATE);
  const service = composeService(machine, {
    name: NAME,
    title: "Gitea",
    image: pinnedImage(cluster, "gitea", "docker.gitea.com/gitea", version => `${version}-rootless`),
    user: OWNER,
    command: ["/usr/local/bin/gitea", "web"],
    environment: { SSL_CERT_DIR: authorities },
    mounts: {
      [GITEA_HOME]: DATA,
      "/etc/gitea": SETTINGS,
      [authorities]: authorities,
      [POSTGRES_SOCKET]: POSTGRES_SOCKET,
    },
    writes: [GITEA_HOME],
    network: { ports: innerToOuter(), names: namesOf(machine) },
    memoryMebibytes: Math.floor(node.reservedMemoryMebibytes / 4),
    // The first start makes the tables, and one after an upgrade changes them.
    health: { command: giteaHealthCheck(cluster), startSeconds: 300 },
    stop: { signal: "SIGTERM", graceSeconds: 60 },
    after: [composeUnit("postgres")],
    before: [`/bin/sh ${FOLDER}/make-database.sh`],
  });
  const ofGitea = { restarts: [UNIT] };
  return {
    ...service,
    folders: [...(service.folders ?? []), { path: SETTINGS }, { path: DATA, owner: OWNER, mode: "0700" }],
    files: [
      {
        path: `${SETTINGS}/app.ini`,
        content: giteaSettings(cluster),
        owner: OWNER,
        mode: "0600",
        ...ofGitea,
      },
      { path: `${FOLDER}/make-database.sh`, content: source("make-database.sh"), ...ofGitea },
      { path: `${FOLDER}/database.sql`, content: source("database.sql"), mode: "0600", ...ofGitea },
      ...(service.files ?? []),
    ],
    secrets: Object.values(GITEA_SECRETS).map(
      secret => ({ ...secret, home: name, origin: "made" }) as const satisfies HostSecret,
    ),
  };
};

function innerToOuter(): Readonly<Record<number, number>> {
  const [http, https] = HOST_PORTS.gitea.tcp;
  return { [GITEA_INNER_PORTS.http]: http, [GITEA_INNER_PORTS.https]: https };
}

/** Whom it must find while Pi-hole is away; Argo CD is where Vault is, behind Traefik. */
function namesOf({ cluster }: Machine): Readonly<Record<string, string>> {
  const names = staticNames(cluster);
  return { ...names, [webhookHost(cluster)]: names[cluster.vault.host] as string };
}

/** They speak by a socket. */
function refuseOtherNode({ name, gitea, postgres }: Cluster): void {
  if (gitea.node === postgres.node) return;
  throw new Error(
    `Cannot put Gitea on "${gitea.node}" of ${name}: its database is on "${postgres.node}", name one node for both in ${factsFile(name)}`,
  );
}

function source(file: string): string {
  return readFileSync(new URL(`../services/gitea/${file}`, import.meta.url), "utf8");
}
