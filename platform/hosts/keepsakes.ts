import type { Cluster } from "../../clusters/lab.ts";

/**
 * Something that lies outside of the cluster and that nothing else could bring back: what a backup holds, and what a
 * restore puts back. PostgreSQL has a way of its own: it is restored to any second, not to last night.
 */
export interface Keepsake {
  /** As `lab restore` knows it: `gitea`. */
  readonly name: string;
  /** Host on which it lies. */
  readonly node: string;
  /** Folders and files, as absolute paths. */
  readonly paths: readonly string[];
  /** Units that write there: they rest while it is put back. */
  readonly units: readonly string[];
  /** What a backup holds in place of a path that changes while it is read, and what makes it, as a script of `sh -e`. */
  readonly copy?: { readonly of: string; readonly at: string; readonly make: string };
}

/** Folder for copies that are made before each backup. */
export const COPIES = "/var/lib/lab/backup";

const K3S = "/var/lib/rancher/k3s/server";

/** What a host of this cluster keeps. */
export function keepsakesOf({ nodes, gitea, stepCa }: Cluster, node: string): Keepsake[] {
  return [
    { name: "secrets", node, paths: ["/etc/lab/secrets"], units: [] },
    ...(node === gitea.node ? [{ name: "gitea", node, paths: ["/srv/lab/gitea"], units: ["lab-gitea.service"] }] : []),
    ...(node === stepCa.node
      ? [{ name: "step-ca", node, paths: ["/srv/lab/step-ca"], units: ["lab-step-ca.service"] }]
      : []),
    ...(nodes[node]?.role === "server" ? [k3s(node)] : []),
  ];
}

/**
 * The datastore of k3s, copied as SQLite copies a database in use, its token, and the keys of its authorities, without which
 * no agent and no token of a pod would be known again.
 *
 * @see https://docs.k3s.io/datastore/backup-restore#backup-and-restore-with-sqlite
 * @see https://www.sqlite.org/cli.html#special_commands_to_sqlite3_dot_commands_ of `.backup`
 */
function k3s(node: string): Keepsake {
  const at = `${COPIES}/k3s/state.db`;
  const of = `${K3S}/db/state.db`;
  return {
    name: "k3s",
    node,
    paths: [`${K3S}/token`, `${K3S}/tls`, `${K3S}/cred`],
    units: ["k3s.service"],
    copy: {
      of,
      at,
      make: `test -s ${of} || { echo "There is no ${of}" >&2; exit 1; }; mkdir -p ${COPIES}/k3s; rm -f ${at}; sqlite3 ${of} ".backup '${at}'"`,
    },
  };
}
