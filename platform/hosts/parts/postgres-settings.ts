import type { Cluster } from "../../../clusters/lab.ts";
import type { Machine } from "../machine.ts";
import { MOUNT_POINTS } from "./disks.ts";

/** Where the server has its data, its socket and its certificate: the same on the host and in the container. */
export const POSTGRES_DATA = `${MOUNT_POINTS.services}/postgres`;
/**
 * Who the server is in its container, and whose its files are on the host, by number. Not the 999 of the image, which
 * Debian gives to an account of the host's own.
 */
export const POSTGRES_USER = 5432;
/** Owner and group of its files. */
export const POSTGRES_OWNER = `${POSTGRES_USER}:${POSTGRES_USER}`;
/** Folder of the socket by which Gitea and `psql` in the container reach it. */
export const POSTGRES_SOCKET = `${POSTGRES_DATA}/socket`;
/** Folder of its settings: the same on the host and in the container, which may not write there. */
export const POSTGRES_SETTINGS = "/etc/lab/postgres/settings";
/** Settings of others: each file `*.conf` in it is read, such as `backup.conf`. */
export const POSTGRES_EXTRA_SETTINGS = `${POSTGRES_SETTINGS}/conf.d`;

/** Half of what the machine keeps for what runs beside the cluster; the rest is Gitea's, the runners' and the system's. */
export function postgresMemoryMebibytes({ node }: Pick<Machine, "node">): number {
  return Math.floor(node.reservedMemoryMebibytes / 2);
}

/**
 * `postgresql.conf`: four cores, a share of the memory, and a disk behind USB that is slow to say that it has written.
 *
 * - Nothing that a power cut could take back is told to be done: `fsync`, `full_page_writes` and `synchronous_commit` stay
 *   on, as they are by default.
 * - What is written is little: each page goes whole into the log after each checkpoint, so there are few of those, and the
 *   log is compressed. The price is a recovery of some minutes after a power cut.
 * - A reader of a solid-state disk need not fear to jump, and may ask for several pages at a time.
 * - Queries are short: compiling them, or sharing them out among cores, would cost more than it gains.
 * - Of 100 connections PgBouncer uses 15 for each database and Gitea 20; each may sort in 8 MB, several times.
 * - Whoever is gone without a word, as a node in a power cut is, loses its connection and its locks after two minutes.
 *
 * It listens at every address: one that is not up yet when it starts would be left out for good. Whom it lets in is said
 * in `pg_hba.conf`.
 *
 * @see https://www.postgresql.org/docs/17/runtime-config.html
 */
export function postgresqlConf({ cluster, node }: Machine): string {
  const memory = postgresMemoryMebibytes({ node });
  const settings: Record<string, string | number> = {
    listen_addresses: "0.0.0.0",
    port: cluster.postgres.port,
    unix_socket_directories: POSTGRES_SOCKET,
    hba_file: `${POSTGRES_SETTINGS}/pg_hba.conf`,
    max_connections: 100,
    superuser_reserved_connections: 5,
    tcp_keepalives_idle: "60s",
    tcp_keepalives_interval: "10s",
    tcp_keepalives_count: 6,
    idle_in_transaction_session_timeout: "10min",

    password_encryption: "scram-sha-256",
    ssl: "on",
    ssl_cert_file: `${POSTGRES_DATA}/tls/server.crt`,
    ssl_key_file: `${POSTGRES_DATA}/tls/server.key`,
    ssl_min_protocol_version: "TLSv1.2",

    shared_buffers: `${Math.floor(memory / 4)}MB`,
    effective_cache_size: `${Math.floor((memory * 3) / 4)}MB`,
    work_mem: "8MB",
    maintenance_work_mem: `${Math.floor(memory / 16)}MB`,

    checkpoint_timeout: "15min",
    max_wal_size: "2GB",
    min_wal_size: "256MB",
    wal_compression: "on",
    random_page_cost: 1.1,
    effective_io_concurrency: 64,

    jit: "off",
    max_worker_processes: 4,
    max_parallel_workers: 2,
    max_parallel_workers_per_gather: 1,
    max_parallel_maintenance_workers: 1,
    autovacuum_max_workers: 2,

    log_timezone: cluster.hosts.timeZone,
    log_line_prefix: "%m [%p] %q%u@%d %h ",
    log_min_duration_statement: "2s",
    log_lock_waits: "on",
    log_temp_files: "16MB",
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${quoted(value)}\n`);
  return `${lines.join("")}include_dir = '${POSTGRES_EXTRA_SETTINGS}'\n`;
}

function quoted(value: string | number): string {
  return typeof value === "number" ? String(value) : `'${value}'`;
}

/**
 * `pg_hba.conf`: who may come, from where, and how; the first line that fits decides, and what none fits is refused.
 *
 * Everybody has a password, over TLS, from the LAN. What pods send comes from the address of their node when that is
 * another machine, and from their own when it is this one: flannel changes the address only of what leaves a machine.
 *
 * The superuser comes from this machine, and from the LAN as OpenTofu does; not from where pods could be. By the socket he
 * needs no password, but has to be the same user of the container: `docker-compose exec --user postgres postgres psql`.
 *
 * @see https://www.postgresql.org/docs/17/auth-pg-hba-conf.html
 */
export function pgHbaConf({ cluster, name, node }: Machine): string {
  const { lan, pods } = cluster.networks;
  const rules = [
    ["local", "all", "postgres", "", "peer"],
    ["local", "gitea", "gitea", "", "scram-sha-256"],
    ["hostssl", "all", "postgres", "127.0.0.1/32", "scram-sha-256"],
    ["hostssl", "all", "postgres", `${node.address}/32`, "scram-sha-256"],
    ...podAddresses(cluster, name).map(address => ["host", "all", "postgres", address, "reject"]),
    ["hostssl", "all", "all", "127.0.0.1/32", "scram-sha-256"],
    ["hostssl", "all", "all", lan, "scram-sha-256"],
    ["hostssl", "all", "all", pods, "scram-sha-256"],
  ];
  return rules.map(rule => `${rule.filter(word => word !== "").join(" ")}\n`).join("");
}

/** From where pods come to PostgreSQL. */
function podAddresses({ nodes, networks }: Cluster, own: string): string[] {
  const others = Object.entries(nodes).filter(([node]) => node !== own);
  return [networks.pods, ...others.map(([, { address }]) => `${address}/32`)];
}
