import { closest } from "fastest-levenshtein";
import { type Fault, quote } from "./fault.ts";
import type { Cluster, DiskUse } from "./lab.ts";
import { knownName } from "./names.ts";
import { parseAddress } from "./network.ts";

/** What `lab up` must be able to rely on when it sets machines up. */
export function checkMachines(cluster: Cluster): Fault[] {
  return [...checkAccess(cluster), ...checkClocks(cluster), ...checkResolvers(cluster), ...checkDisks(cluster)];
}

/** As `useradd` of Debian takes it by default: https://manpages.debian.org/bookworm/passwd/useradd.8.en.html */
const ACCOUNT = /^[a-z_][a-z0-9_-]{0,31}$/;

/** What needs no quotes in `sh`. A password would stand in git. */
const REPOSITORIES = /^(\/|rest:https?:\/\/|sftp:[a-z_][a-z0-9_-]*@)[\w.:/-]*[\w.-]$/;

function checkAccess({ hosts: { user, jump, downloads, backups, ups }, nodes }: Cluster): Fault[] {
  const names = Object.keys(nodes);
  return [
    ...refuse(
      !ACCOUNT.test(user),
      "hosts.user",
      `${quote(user)} is not the name of an account`,
      'write one such as "pi"',
    ),
    ...refuse(user === "root", "hosts.user", '"root" may not log in', "name an account that may use sudo"),
    ...refuse(
      jump !== undefined && !/^[A-Za-z0-9][\w.@:[\]-]*$/.test(jump),
      "hosts.jump",
      `${quote(jump)} is not a host as ssh -J takes it`,
      'write one such as "me@gate.example.org:22"',
    ),
    ...refuse(
      downloads !== undefined && !isSite(downloads),
      "hosts.downloads",
      `${quote(downloads)} is not an http or https address without a slash at its end`,
      'write one such as "https://mirror.example.org"',
    ),
    ...refuse(
      backups !== undefined && !REPOSITORIES.test(backups),
      "hosts.backups",
      `${quote(backups)} is neither a folder nor a server of restic's without a password, or has a slash at its end`,
      'write one such as "/mnt/nas/backups" or "rest:https://nas.example.net:8000"',
    ),
    ...(ups === undefined ? [] : knownName("hosts.ups.node", ups.node, "node", names)),
    ...refuse(
      ups !== undefined && !/^[a-z0-9][a-z0-9_-]*$/.test(ups.driver),
      "hosts.ups.driver",
      `${quote(ups?.driver)} is not a driver of Network UPS Tools`,
      'write one such as "usbhid-ups"',
    ),
  ];
}

function checkClocks({ hosts: { timeZone, timeServers } }: Cluster): Fault[] {
  return [...unknownZone(timeZone), ...addresses("hosts.timeServers", timeServers, "time server", "162.159.200.1")];
}

/** The C library reads three at most: https://manpages.debian.org/bookworm/manpages/resolv.conf.5.en.html */
function checkResolvers({ hosts: { resolvers }, nodes }: Cluster): Fault[] {
  const field = "hosts.resolvers";
  const own = Object.values(nodes).map(({ address }) => address);
  return [
    ...addresses(field, resolvers, "resolver", "9.9.9.9"),
    ...refuse(
      resolvers.length > 3,
      field,
      `of "${resolvers.length}" resolvers only three are asked`,
      "leave three or less",
    ),
    ...resolvers.flatMap((address, index) =>
      refuse(
        own.includes(address),
        `${field}[${index}]`,
        `${quote(address)} is a node, which must find names while no node answers any`,
        "write the router or a public resolver",
      ),
    ),
  ];
}

function checkDisks({ nodes, gitea, postgres, stepCa, pihole }: Cluster): Fault[] {
  const withServices = [gitea, postgres, stepCa, pihole].map(({ node }) => node);
  return Object.entries(nodes).flatMap(([name, { disks }]) => {
    const field = `nodes.${name}.disks`;
    const twice = disks.find((use, index) => disks.indexOf(use) !== index);
    const isIdle = disks.includes("services" satisfies DiskUse) && !withServices.includes(name);
    return [
      ...refuse(twice !== undefined, field, `${quote(twice)} is there twice`, "name each use once"),
      ...refuse(isIdle, field, '"services" run on another node', "leave it out, or place one of them here"),
    ];
  });
}

function addresses(field: string, values: readonly string[], what: string, example: string): Fault[] {
  if (values.length === 0)
    return [{ field, problem: `there is no ${what}`, remedy: `name one, such as ${quote(example)}` }];
  return values.flatMap((value, index) =>
    refuse(
      parseAddress(value) === undefined,
      `${field}[${index}]`,
      `${quote(value)} is not an IPv4 address`,
      `write one such as ${quote(example)}`,
    ),
  );
}

/** `Intl` takes any case and offsets such as `+01:00`, which are no files of the time zone database. */
function unknownZone(zone: string): Fault[] {
  const known = Intl.supportedValuesOf("timeZone");
  const sameButForCase = known.find(name => name.toLowerCase() === zone.toLowerCase());
  const isKnown = sameButForCase === undefined ? isAlias(zone) : sameButForCase === zone;
  const remedy = `write ${quote(sameButForCase ?? closest(zone, known))}, the nearest of the IANA database`;
  return refuse(!isKnown, "hosts.timeZone", `${quote(zone)} is not a time zone`, remedy);
}

/** Another name of a zone: `UTC`, `Asia/Kolkata`. */
function isAlias(zone: string): boolean {
  if (!/^[A-Z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function isSite(text: string): boolean {
  const isWeb = /^https?:\/\/[^\s?#]+[^/\s?#]$/.test(text);
  return isWeb && URL.canParse(text);
}

function refuse(isWrong: boolean, field: string, problem: string, remedy: string): Fault[] {
  return isWrong ? [{ field, problem, remedy }] : [];
}
