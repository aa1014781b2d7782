import type { Host } from "../../platform/hosts/host.ts";
import { mountUnitName } from "../../platform/hosts/unit-names.ts";
import { quote } from "../remote/quote.ts";
import type { CertificateState, DiskState, HostSight, PostgresState } from "./snapshot.ts";

/** What a host is asked about. */
export interface Asked {
  readonly host: Host;
  /** Where PostgreSQL listens here; absent: it runs on another host. */
  readonly postgres?: { readonly address: string; readonly port: number };
  /** Servers of this host that show a certificate. */
  readonly servers: readonly Server[];
}

export interface Server {
  /** The name on its certificate. */
  readonly name: string;
  readonly port: number;
  /** Unit whose start orders a new one at once. */
  readonly renewedBy: string;
}

/**
 * Certificates of k3s, which makes those anew when it starts that end within four months.
 *
 * @see https://docs.k3s.io/cli/certificate
 */
const CERTIFICATES: Readonly<Record<string, string>> = {
  "/var/lib/rancher/k3s/server/tls/serving-kube-apiserver.crt": "k3s.service",
  "/var/lib/rancher/k3s/server/tls/client-admin.crt": "k3s.service",
  "/var/lib/rancher/k3s/agent/serving-kubelet.crt": "k3s*.service",
  "/var/lib/rancher/k3s/agent/client-kubelet.crt": "k3s*.service",
};

/** A look takes its time, and certificates run for days. */
const CLOCK_TOLERANCE_SECONDS = 120;

/** A script for root that prints what it sees, a line each: a word, then its fields. It changes nothing. */
export function sightScript({ host, postgres, servers }: Asked): string {
  return [
    "echo clock $(date +%s) $(timedatectl show --property=NTPSynchronized --value)",
    ...host.disks.map(diskLine),
    ...unitsOf(host).map(unitLine),
    ...(postgres === undefined ? [] : [postgresLines(postgres.address, postgres.port)]),
    ...Object.keys(CERTIFICATES).map(certificateLine),
    ...servers.map(server => serverLine(host.address, server)),
    "true",
  ].join("\n");
}

/** Mounts are seen as disks. */
function unitsOf(host: Host): string[] {
  return host.units
    .map(({ name }) => name)
    .filter(name => !host.disks.some(disk => mountUnitName(disk.mountPoint) === name));
}

function diskLine({ label, mountPoint }: Host["disks"][number]): string {
  const device = quote(`/dev/disk/by-label/${label}`);
  return `echo disk ${quote(label)} $([ -e ${device} ] && echo present || echo missing) $(mountpoint --quiet ${quote(mountPoint)} && echo mounted || echo bare)`;
}

/** One that has done its work and ended well is as it should be. */
function unitLine(unit: string): string {
  const properties = "--property=ActiveState --property=Type --property=Result";
  return `echo unit ${quote(unit)} $(systemctl show ${properties} ${quote(unit)} | sort)`;
}

/**
 * The first byte and the code of what PostgreSQL answers to who would connect, which is how `pg_isready` tells: an error
 * 57P03 is a server that starts, any other answer one that accepts. Bash, for sh knows no network.
 *
 * @see https://www.postgresql.org/docs/17/protocol-message-formats.html (StartupMessage, ErrorResponse)
 * @see https://github.com/postgres/postgres/blob/REL_17_STABLE/src/interfaces/libpq/fe-connect.c (PQping)
 */
function postgresLines(address: string, port: number): string {
  const message = "\\0\\0\\0\\22\\0\\3\\0\\0user\\0lab\\0\\0"; // 18 bytes, protocol 3.0
  const ask = `exec 3<>/dev/tcp/${address}/${port} && printf "${message}" >&3 && timeout 5 dd bs=200 count=1 <&3 | tr "\\0" " "`;
  return `echo postgres $(timeout 10 bash -c ${quote(ask)} 2>/dev/null | tr -c "[:print:]" " " | cut -c 1-80)
journalctl --boot --output=cat --lines=2000 2>/dev/null | grep -E "PANIC|FATAL|database system (is|was)|valid checkpoint" | tail -n 8 | sed "s/^/log /"`;
}

function certificateLine(file: string): string {
  return `[ ! -e ${file} ] || echo certificate ${file} $(openssl x509 -noout -enddate -in ${file} | cut -d = -f 2)`;
}

function serverLine(address: string, { name, port }: Server): string {
  const shown = `timeout 10 openssl s_client -connect ${address}:${port} -servername ${name} </dev/null 2>/dev/null`;
  return `echo certificate ${name} $(${shown} | openssl x509 -noout -enddate 2>/dev/null | cut -d = -f 2)`;
}

/**
 * Reads what the script has printed.
 *
 * @param now time of this machine, in milliseconds
 */
export function readSight(asked: Asked, printed: string, now = Date.now()): HostSight {
  const lines = printed.split("\n").map(line => line.trim().split(/ +/));
  const of = (word: string) => lines.filter(([first]) => first === word).map(([, ...fields]) => fields);
  const log = printed
    .split("\n")
    .filter(line => line.startsWith("log "))
    .map(line => line.slice("log ".length));
  return {
    isClockRight: isClockRight(of("clock")[0] ?? [], now),
    disks: asked.host.disks.map(disk => readDisk(disk, of("disk"))),
    stoppedUnits: of("unit")
      .filter(isStopped)
      .map(([unit = ""]) => unit),
    ...(asked.postgres !== undefined && {
      postgres: { state: readPostgres(of("postgres")[0] ?? []), log: log.join("\n") },
    }),
    certificates: of("certificate").flatMap(fields => readCertificate(fields, asked.servers)),
  };
}

/** A server of time has set it, or, without the Internet, it goes as that of this machine does. */
function isClockRight([seconds = "", answer = ""]: readonly string[], now: number): boolean {
  return answer === "yes" || Math.abs(Number(seconds) - now / 1000) <= CLOCK_TOLERANCE_SECONDS;
}

function readDisk({ label, mountPoint }: Host["disks"][number], fields: readonly string[][]): DiskState {
  const words = fields.find(([name]) => name === label) ?? [];
  return { label, mountPoint, isPresent: words.includes("present"), isMounted: words.includes("mounted") };
}

function isStopped([, ...properties]: string[]): boolean {
  const has = (property: string) => properties.includes(property);
  return !has("ActiveState=active") && !(has("Type=oneshot") && has("Result=success"));
}

/** `R` asks for a password, `E` is an error; before its severity stands its length, which may show as any character. */
function readPostgres(words: readonly string[]): PostgresState["state"] {
  const answer = words.join(" ");
  if (answer === "") return "stopped";
  return answer.includes("57P03") ? "starting" : "accepting";
}

function readCertificate([file = "", ...date]: string[], servers: readonly Server[]): CertificateState[] {
  const expires = Date.parse(date.join(" "));
  const renewedBy = CERTIFICATES[file] ?? servers.find(({ name }) => name === file)?.renewedBy;
  return Number.isNaN(expires) ? [] : [{ file, expires, ...(renewedBy !== undefined && { renewedBy }) }];
}
