import type { Cluster } from "../../../clusters/lab.ts";
import { hostname } from "../../naming.ts";
import { secretMark } from "../host.ts";
import { STEP_CA_PORT } from "../host-ports.ts";
import { POSTGRES_SOCKET } from "./postgres-settings.ts";
import { ROOT_CERTIFICATE } from "./trust.ts";

/** Secrets that Gitea's settings hold, and what each is. */
export const GITEA_SECRETS = {
  secretKey: { name: "gitea/secret-key", what: "by which Gitea encrypts secrets of Actions and second factors" },
  internalToken: { name: "gitea/internal-token", what: "by which Gitea's hooks speak to it" },
  oauth2: { name: "gitea/oauth2-jwt", what: "by which Gitea signs links in mails and tokens", encoding: "base64url" },
  lfs: { name: "gitea/lfs-jwt", what: "by which Gitea signs access to large files", encoding: "base64url" },
  database: { name: "gitea/database", what: "password of Gitea's role in PostgreSQL" },
  /** Vault has it too, for Prometheus: at the same path, key `token`. */
  metrics: { name: "prometheus/gitea", what: "token with which Prometheus reads Gitea's metrics" },
} as const;

/** Ports in its container, where it is not root and 80 and 443 are not for everybody. */
export const GITEA_INNER_PORTS = { http: 3080, https: 3443 } as const;

/** Folder of all that it keeps, in its container. */
export const GITEA_HOME = "/var/lib/gitea";

/**
 * What may be attached to a comment: all that Gitea lets through by itself, and the page of a review. Gitea shows a page as
 * text, and with a policy that lets nothing run, whoever has attached it: it is read once it is saved.
 *
 * @see https://github.com/go-gitea/gitea/blob/v1.26.2/modules/setting/attachment.go
 * @see https://github.com/go-gitea/gitea/blob/v1.26.2/modules/httplib/serve.go
 */
export const GITEA_ATTACHMENTS = [
  ...[".avif", ".cpuprofile", ".csv", ".dmp", ".docx", ".fodg", ".fodp", ".fods", ".fodt", ".gif", ".gz", ".html"],
  ...[".jpeg", ".jpg", ".json", ".jsonc", ".log", ".md", ".mov", ".mp4", ".odf", ".odg", ".odp", ".ods", ".odt"],
  ...[".patch", ".pdf", ".png", ".pptx", ".svg", ".tgz", ".txt", ".webm", ".webp", ".xls", ".xlsx", ".zip"],
].join(",");

type Section = Readonly<Record<string, string | number | boolean>>;

/**
 * Gitea's `app.ini`. What it would otherwise make and write back into this file, four secrets, is given: it may not write
 * there.
 *
 * - Its certificate comes from Step-CA, which it asks itself and which comes back to 443. It is kept: until only a third
 *   of its run is left, Gitea starts without the authority. Afterwards, and the first time, it would open no door and yet
 *   stay, and never ask again: so it ends when it is not up in ten minutes, and systemd starts it again. The root is named
 *   once it is known, by which this file changes, and Gitea is started again at once.
 * - The database is reached by a socket, so that neither an address nor a certificate has to be right for it.
 * - No SSH: there would be two doors with two kinds of keys, and Argo CD, jobs and people all come by HTTPS with tokens.
 * - Webhooks and mirrors: what it calls in the LAN is Argo CD; what it copies, from outside.
 * - Issues are searched in the database: an index in files has to be made anew when a power cut breaks it.
 * - Actions come from this Gitea or not at all, so that a job needs no Internet to begin.
 *
 * @see https://docs.gitea.com/administration/config-cheat-sheet
 * @see https://docs.gitea.com/administration/https-setup#using-acme-default-lets-encrypt
 */
export function giteaSettings({ gitea, domain, postgres, hosts, stepCa }: Cluster): string {
  const mark = (secret: keyof typeof GITEA_SECRETS) => secretMark(GITEA_SECRETS[secret].name);
  const top: Section = { APP_NAME: gitea.organisation, RUN_USER: "git", RUN_MODE: "prod", WORK_PATH: GITEA_HOME };
  const sections: Readonly<Record<string, Section>> = {
    server: {
      PROTOCOL: "https",
      DOMAIN: gitea.host,
      ROOT_URL: `https://${gitea.host}/`,
      HTTP_ADDR: "0.0.0.0",
      HTTP_PORT: GITEA_INNER_PORTS.https,
      REDIRECT_OTHER_PORT: true,
      PORT_TO_REDIRECT: GITEA_INNER_PORTS.http,
      SSL_MIN_VERSION: "tlsv1.2",
      ENABLE_ACME: true,
      ACME_ACCEPTTOS: true,
      ACME_URL: `https://${stepCa.host}:${STEP_CA_PORT}/acme/acme/directory`,
      ...(stepCa.rootCertificate !== undefined && { ACME_CA_ROOT: ROOT_CERTIFICATE }),
      ACME_DIRECTORY: `${GITEA_HOME}/acme`,
      ACME_EMAIL: `gitea@${domain}`,
      STARTUP_TIMEOUT: "10m",
      APP_DATA_PATH: `${GITEA_HOME}/data`,
      OFFLINE_MODE: true,
      DISABLE_SSH: true,
      LFS_START_SERVER: true,
      LFS_JWT_SECRET: mark("lfs"),
    },
    database: {
      DB_TYPE: "postgres",
      HOST: `${POSTGRES_SOCKET}:${postgres.port}`,
      NAME: "gitea",
      USER: "gitea",
      PASSWD: mark("database"),
      SSL_MODE: "disable",
      MAX_OPEN_CONNS: 20,
      CONN_MAX_LIFETIME: "5m",
    },
    security: {
      INSTALL_LOCK: true,
      SECRET_KEY: mark("secretKey"),
      INTERNAL_TOKEN: mark("internalToken"),
      MIN_PASSWORD_LENGTH: 12,
      DISABLE_QUERY_AUTH_TOKEN: true,
    },
    oauth2: { JWT_SECRET: mark("oauth2") },
    openid: { ENABLE_OPENID_SIGNIN: false, ENABLE_OPENID_SIGNUP: false },
    service: {
      DISABLE_REGISTRATION: true,
      DEFAULT_ALLOW_CREATE_ORGANIZATION: false,
      NO_REPLY_ADDRESS: `noreply.${domain}`,
    },
    repository: {
      ROOT: `${GITEA_HOME}/repositories`,
      DEFAULT_BRANCH: "main",
      DEFAULT_PRIVATE: "private",
    },
    attachment: { ALLOWED_TYPES: GITEA_ATTACHMENTS },
    actions: { ENABLED: true, DEFAULT_ACTIONS_URL: "self", ARTIFACT_RETENTION_DAYS: 14, LOG_RETENTION_DAYS: 90 },
    packages: { ENABLED: true },
    mirror: { ENABLED: true, DEFAULT_INTERVAL: "8h" },
    migrations: { ALLOW_LOCALNETWORKS: false },
    webhook: { ALLOWED_HOST_LIST: "private" },
    metrics: { ENABLED: true, TOKEN: mark("metrics") },
    session: { PROVIDER: "db" },
    indexer: { ISSUE_INDEXER_TYPE: "db", REPO_INDEXER_ENABLED: false },
    mailer: { ENABLED: false },
    log: { MODE: "console", LEVEL: "info" },
    time: { DEFAULT_UI_LOCATION: hosts.timeZone },
    "cron.update_checker": { ENABLED: false },
    "cron.git_gc_repos": { ENABLED: true, SCHEDULE: "0 30 4 * * 0" },
  };
  return [lines(top), ...Object.entries(sections).map(([name, section]) => `[${name}]\n${lines(section)}`)].join("\n");
}

/** Health of Gitea and its database, as its own container asks for it: by its name, at which alone it has a certificate. */
export function giteaHealthCheck({ gitea }: Cluster): string[] {
  const place = `${gitea.host}:${GITEA_INNER_PORTS.https}`;
  return [
    ...["curl", "--silent", "--fail", "--output", "/dev/null", "--max-time", "8", "--cacert", ROOT_CERTIFICATE],
    ...["--resolve", `${place}:127.0.0.1`, `https://${place}/api/healthz`],
  ];
}

/** Whom Gitea tells of pushes. */
export function webhookHost({ domain }: Cluster): string {
  return hostname("argocd", domain);
}

function lines(section: Section): string {
  return Object.entries(section)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join("");
}
