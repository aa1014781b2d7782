import { describe, expect, test } from "vitest";
import { clusters } from "./index.ts";
import type { Cluster } from "./lab.ts";
import { validate } from "./validate.ts";

/** `openssl req -x509`, prime256v1, until 2126; an authority and one that is none. Their keys were thrown away. */
const authority = `-----BEGIN CERTIFICATE-----
MIIBhTCCASugAwIBAgIUAZKyBO/4OFMctSCfRUkZI3xnEpkwCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMSG9tZSBSb290IENBMCAXDTI2MTEyNDE0MDUwOVoYDzIxMjYx
MDMxMTQwNTA5WjAXMRUwEwYDVQQDDAxIb21lIFJvb3QgQ0EwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAAQQpy7vhKZFsbbGaz9OhxcRHPXG10rnDkOw7IzMhojPhOSB
UD/Y7iDk/+tcEg2i+maMtgfKOcamlv89XYYzKoUPo1MwUTAdBgNVHQ4EFgQUoJ0g
xgm5wuLXCohjtopF5+lbX7owHwYDVR0jBBgwFoAUoJ0gxgm5wuLXCohjtopF5+lb
X7owDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiBOo+BuTumeZJZP
Elfsv4oi5maJS3mO2ruCKuNXW0dI7wIhALuM7ML3401dHBSNx3DkJMEdW9WObzUr
ScqLbn6Jyxxv
-----END CERTIFICATE-----
`;
const server = `-----BEGIN CERTIFICATE-----
MIIBhDCCASmgAwIBAgIUIH927yGzrVvRbcBc6WJlmXroO9kwCgYIKoZIzj0EAwIw
GTEXMBUGA1UEAwwOdmF1bHQuaG9tZS5sYWIwIBcNMjYxMTI0MTQwNTA5WhgPMjEy
NjEwMzExNDA1MDlaMBkxFzAVBgNVBAMMDnZhdWx0LmhvbWUubGFiMFkwEwYHKoZI
zj0CAQYIKoZIzj0DAQcDQgAEIc9yREdfVs9jd7nAixR0vPHhR5NAzhHRdphw2u/I
dES8F3fRTz1b7wfQL46xAepAgNndILIevJlJMzYGp2pkPaNNMEswHQYDVR0OBBYE
FD4ws6f1YpjKVpnqFhqUrjRtU4BCMB8GA1UdIwQYMBaAFD4ws6f1YpjKVpnqFhqU
rjRtU4BCMAkGA1UdEwQCMAAwCgYIKoZIzj0EAwIDSQAwRgIhAM+wPWIocZj9h20k
U+94AIGhkqiDaRUUWHHD30xIU3icAiEA71CVTRWDRxKQxR3+soOvaQpSq6odmewb
s4+UnlkvifY=
-----END CERTIFICATE-----
`;

/** Three nodes and a public zone with mail. */
const home: Cluster = {
  name: "home",
  domain: "home.lab",
  environments: {
    prod: { sync: { automated: true, prune: true, selfHeal: true } },
    sandbox: {
      sync: { automated: false, prune: false, selfHeal: false },
      quota: { cpuMillicores: 1000, memoryMebibytes: 1024, storageGibibytes: 20, pods: 10 },
    },
  },
  nodes: {
    pi1: node("server", "192.168.1.201"),
    pi2: node("agent", "192.168.1.202"),
    pi3: node("agent", "192.168.1.203"),
  },
  networks: { lan: "192.168.1.0/24", pods: "10.42.0.0/16", services: "10.43.0.0/16" },
  hosts: { user: "pi", timeZone: "Europe/Paris", timeServers: ["192.0.2.1"], resolvers: ["192.168.1.1"] },
  gitea: { node: "pi2", host: "gitea.home.lab", organisation: "home-org", repository: "lab" },
  postgres: { node: "pi2", port: 5432 },
  vault: { host: "vault.home.lab", unseal: "timer", sealedToleranceDays: 7 },
  storage: {
    classes: {
      replicated: { replicas: 2, locality: "best-effort" },
      local: { replicas: 1, locality: "strict-local" },
    },
    defaultClass: "replicated",
  },
  stepCa: { node: "pi1", host: "ca.home.lab" },
  pihole: { node: "pi1" },
  ollama: { node: "pi3" },
  buckets: { state: "home-tf", longhornBackups: "home-longhorn", hostBackups: "home-hosts" },
  zone: {
    name: "example.org",
    registrar: "ovh",
    dns: "cloudflare",
    acmeDomain: "home.duckdns.org",
    acmeEmail: "admin@example.org",
    mail: {
      provider: "zoho",
      mx: [
        { host: "mx.zoho.eu", preference: 10 },
        { host: "mx2.zoho.eu", preference: 20 },
      ],
      spfIncludes: ["zohomail.eu"],
      dkim: { selector: "zmail" },
      dmarc: { policy: "quarantine", reports: "admin@example.org" },
      bimi: { logo: "https://example.org/logo.svg" },
      aliases: { postmaster: "contact", contact: "admin" },
    },
  },
  alerts: { receiver: "ntfy" },
  tools: [],
  versions: {
    argocd: pin("argoproj/argo-cd"),
    k3s: { version: "v1.36.3+k3s1", source: "github.com/k3s-io/k3s" },
    longhorn: pin("longhorn/longhorn-manager"),
    redis: { version: "8-alpine", source: "docker.io/library/redis" },
    traefik: pin("traefik/traefik"),
    vault: pin("hashicorp/vault"),
    "vault-secrets-operator": pin("hashicorp/vault-secrets-operator"),
  },
};

/** One virtual machine without a zone, which shares nothing with `home` but the state bucket. */
const spare: Cluster = {
  name: "spare",
  domain: "spare.lab",
  environments: { prod: { sync: { automated: true, prune: true, selfHeal: true } } },
  nodes: { vm1: node("server", "192.168.64.11") },
  networks: { lan: "192.168.64.0/24", pods: "10.52.0.0/16", services: "10.53.0.0/16" },
  hosts: { user: "debian", timeZone: "Europe/Paris", timeServers: ["192.0.2.1"], resolvers: ["192.168.64.1"] },
  gitea: { node: "vm1", host: "gitea.spare.lab", organisation: "home-org", repository: "lab" },
  postgres: { node: "vm1", port: 5432 },
  vault: { host: "vault.spare.lab", unseal: "hand", sealedToleranceDays: 7 },
  storage: { classes: { local: { replicas: 1, locality: "strict-local" } }, defaultClass: "local" },
  stepCa: { node: "vm1", host: "ca.spare.lab" },
  pihole: { node: "vm1" },
  buckets: { state: "home-tf", longhornBackups: "spare-longhorn", hostBackups: "spare-hosts" },
  alerts: { receiver: "ntfy" },
  tools: [],
  versions: home.versions,
};

const mailbox = { to: "me@example.org", from: "lab@example.org", smarthost: "smtp.zoho.eu:587" };
const TO = "alerts.mail.to";
const SMARTHOST = "alerts.mail.smarthost";

/** Path below the cluster's name, wrong value (undefined removes it), problem, remedy, and the field when it is another. */
const kms = { project: "home", location: "europe-west9", keyRing: "lab", key: "vault" };

type Case = [path: string, value: unknown, problem: string, remedy: string, field?: string];

const wrongFacts: Case[] = [
  // Names and domains
  ["home.name", "My Home", '"My Home" is not a kebab-case name', 'write "my-home"'],
  ["spare.name", "home", '"home" is also name of home', 'such as "home-2"'],
  ["home.gitea.host", "gitea_.home.lab", '"gitea_.home.lab" is not a domain name', 'such as "gitea.home.lab"'],
  ["home.gitea.host", "Gitea.home.lab", '"Gitea.home.lab" is not a domain name', 'write "gitea.home.lab"'],
  ["home.vault.host", "vault.other.lab", '"vault.other.lab" is outside of "home.lab"', 'such as "vault.home.lab"'],
  ["home.vault.host", "gitea.home.lab", '"gitea.home.lab" is also gitea.host', 'such as "vault.home.lab"'],
  ["home.stepCa.host", `${"a".repeat(64)}.home.lab`, "is not a domain name", 'such as "ca.home.lab"'],
  ["spare.gitea.host", "gitea.home.lab", "is also gitea.host of home", 'such as "gitea.spare.lab"'],
  ["home.domain", "home_lab", '"home_lab" is not a domain name', 'such as "home.lab"'],
  ["home.gitea.organisation", "Home Org", '"Home Org" is not a kebab-case name', 'write "home-org"'],
  ["home.gitea.repository", "Lab", '"Lab" is not a kebab-case name', 'write "lab"'],
  ...mirror("Charts", "https://example.org/charts.git", '"Charts" is not a kebab-case name', 'write "charts"'),
  ...mirror("lab", "https://example.org/lab.git", '"lab" is the repository that holds this tree', "another name"),
  ...mirror("charts", "git@example.org:charts", 'is not an address that begins with "https://"', "example.org"),
  ...mirror("charts", "https://me:word@example.org/charts", "holds a user name or a password", "without them"),

  // Environments
  ["home.environments", {}, "there is no environment", 'add "prod"'],
  ["home.environments.Test--1", home.environments.prod, '"Test--1" is not a kebab-case name', 'write "test-1"'],
  ["home.environments.sandbox.sync.selfHeal", true, '"true" has no effect', "set automated to true"],
  ["home.environments.sandbox.sync.prune", true, 'automated is "false"', "write false"],
  ["home.environments.sandbox.quota.pods", 0, '"0" is not a whole number of at least 1', "such as 10"],
  ["home.environments.sandbox.quota.cpuMillicores", 0.5, '"0.5" is not a whole number', "such as 1000"],
  ["home.environments.sandbox.quota.memoryMebibytes", -1, '"-1" is not a whole number', "such as 1024"],
  ["home.environments.sandbox.quota.storageGibibytes", 0, '"0" is not a whole number', "such as 20"],

  // Nodes
  ["home.nodes", {}, "there is no node", 'add one with role "server"'],
  ["home.nodes.pi_4", node("agent", "192.168.1.204"), '"pi_4" is not a DNS label', 'write "pi-4"'],
  ["home.nodes.pi1.role", "agent", 'no node has role "server"', '"pi1", "pi2", "pi3"', "nodes"],
  ["home.nodes.pi3.role", "server", '"pi1", "pi3" all have role "server"', 'write "agent" for "pi3"', "nodes"],
  ["home.nodes.pi1.address", "10.0.0.300", '"10.0.0.300" is not an IPv4 address', 'such as "192.168.1.204"'],
  ["home.nodes.pi1.address", "192.168.1", '"192.168.1" is not an IPv4 address', 'such as "192.168.1.204"'],
  ["home.nodes.pi1.address", "192.168.001.201", "is not an IPv4 address", 'such as "192.168.1.204"'],
  ["home.nodes.pi2.address", "192.168.2.202", "is outside of networks.lan", 'such as "192.168.1.204"'],
  ["home.nodes.pi2.address", "192.168.1.0", "is the network's own address", 'such as "192.168.1.204"'],
  ["home.nodes.pi2.address", "192.168.1.255", "is the broadcast address", 'such as "192.168.1.204"'],
  ["home.nodes.pi3.address", "192.168.1.201", "is also nodes.pi1.address", 'such as "192.168.1.203"'],
  ["spare.nodes.vm1.address", "192.168.1.201", "is also nodes.pi1.address of home", 'such as "192.168.64.2"'],
  ["home.nodes.pi1.cpuMillicores", -4000, '"-4000" is not a whole number', "such as 4000"],
  ["home.nodes.pi1.memoryMebibytes", Number.NaN, '"NaN" is not a whole number', "such as 8192"],
  ["home.nodes.pi1.diskGibibytes", 0, '"0" is not a whole number', "such as 400"],
  ["home.nodes.pi1.reservedMemoryMebibytes", 8192, '"8192" leaves nothing of "8192"', "such as 1024"],
  ["home.nodes.pi1.reservedCpuMillicores", -1, '"-1" is not a whole number of at least 0', "such as 500"],

  // Networks
  ["home.networks.lan", "192.168.1.0", '"192.168.1.0" is not an IPv4 network', 'such as "192.168.1.0/24"'],
  ["home.networks.pods", "10.42/16", '"10.42/16" is not an IPv4 network', 'such as "10.42.0.0/16"'],
  ["home.networks.lan", "192.168.1.1/24", '"192.168.1.1/24" has host bits set', 'write "192.168.1.0/24"'],
  ["home.networks.services", "8.8.0.0/16", '"8.8.0.0/16" is not a private network', 'such as "10.43.0.0/16"'],
  ["home.networks.services", "10.0.0.0/7", "is not a private network", 'such as "10.43.0.0/16"'],
  ["home.networks.services", "10.64.0.0/10", "from /12 to /28: the API server", 'such as "10.43.0.0/16"'],
  ["home.networks.pods", "10.42.0.0/23", "no /24 for each of the 3 nodes", 'such as "10.42.0.0/16"'],
  ["home.networks.services", "10.42.128.0/17", "overlaps networks.pods, ", 'such as "10.43.0.0/17"'],
  ["spare.networks.services", "10.43.0.0/16", "overlaps networks.services of home, ", 'such as "10.44.0.0/16"'],

  // What machines have in common
  ["home.hosts.user", "Pi User", '"Pi User" is not the name of an account', 'such as "pi"'],
  ["home.hosts.user", "root", '"root" may not log in', "an account that may use sudo"],
  ["home.hosts.jump", "-oProxyCommand=x", '"-oProxyCommand=x" is not a host', '"me@gate.example.org:22"'],
  ["home.hosts.timeZone", "Europe/Pari", '"Europe/Pari" is not a time zone', 'write "Europe/Paris"'],
  ["home.hosts.timeZone", "europe/paris", '"europe/paris" is not a time zone', 'write "Europe/Paris"'],
  ["home.hosts.timeZone", "+01:00", '"+01:00" is not a time zone', "of the IANA database"],
  ["home.hosts.timeServers", [], "there is no time server", 'such as "162.159.200.1"'],
  ["home.hosts.timeServers", ["pool.ntp.org"], "is not an IPv4 address", "162.159.200.1", "hosts.timeServers[0]"],
  ["home.hosts.resolvers", [], "there is no resolver", 'such as "9.9.9.9"'],
  ["home.hosts.resolvers", ["9.9.9"], '"9.9.9" is not an IPv4 address', "9.9.9.9", "hosts.resolvers[0]"],
  ["home.hosts.resolvers", ["192.168.1.201"], '"192.168.1.201" is a node', "the router", "hosts.resolvers[0]"],
  ["home.hosts.resolvers", Array(4).fill("9.9.9.9"), 'of "4" resolvers only three are asked', "leave three"],
  ["home.hosts.downloads", "https://m.example.org/", "without a slash at its end", '"https://mirror.example.org"'],
  ["home.hosts.downloads", "ftp://m.example.org", "is not an http or https address", '"https://mirror.example.org"'],
  ["home.hosts.backups", "rest:https://me:word@nas.lan", "without a password", '"rest:https://nas.example.net:8000"'],
  ["home.hosts.backups", "/mnt/nas/", "has a slash at its end", '"/mnt/nas/backups"'],
  ["home.hosts.backups", "/mnt/my nas", "is neither a folder nor a server", '"/mnt/nas/backups"'],
  ["home.hosts.ups", { node: "pi4", driver: "usbhid-ups" }, 'no node "pi4"', 'write "pi1"', "hosts.ups.node"],
  ["home.hosts.ups", { node: "pi1", driver: "USB HID" }, '"USB HID" is not a driver', "usbhid-ups", "hosts.ups.driver"],
  ["home.nodes.pi1.disks", ["longhorn", "longhorn"], '"longhorn" is there twice', "each use once"],
  ["home.nodes.pi3.disks", ["services"], '"services" run on another node', "place one of them here"],

  // Services and where they run
  ["home.gitea.node", "pi22", 'there is no node "pi22"', 'write "pi2", the nearest of "pi1", "pi2", "pi3"'],
  ["home.postgres.node", "p2", 'there is no node "p2"', 'write "pi2"'],
  ["home.stepCa.node", "pi11", 'there is no node "pi11"', 'write "pi1"'],
  ["home.pihole.node", "", 'there is no node ""', 'the nearest of "pi1"'],
  ["home.ollama.node", "i3", 'there is no node "i3"', 'write "pi3"'],
  ["home.postgres.port", 65536, '"65536" is not a whole number from 1 to 65535', "such as 5432"],
  ["home.vault.sealedToleranceDays", 0, '"0" is not a whole number', "such as 7"],
  ["home.vault.unseal", "kms", 'it is missing, and unseal is "kms"', "name the key", "vault.kms"],
  ["home.vault.kms", kms, 'it has no effect while unseal is "timer"', 'set unseal to "kms"'],
  ["home.stepCa.rootCertificate", "MIIB", '"MIIB" is not a PEM certificate', "the PEM of root_ca.crt"],
  ["home.stepCa.rootCertificate", authority.replace("MIIB", "MIIC"), "is not a PEM certificate", "root_ca.crt"],
  ["home.stepCa.rootCertificate", `Subject: Home\n${authority}`, "is not a PEM certificate", "root_ca.crt"],
  ["home.stepCa.rootCertificate", server, '"CN=vault.home.lab" is not an authority', "root_ca.crt"],

  // Storage and buckets
  ["home.storage.classes", {}, "there is no storage class", 'such as "longhorn-replicated"'],
  ["home.storage.defaultClass", "replicate", 'no storage class "replicate"', 'write "replicated"'],
  [
    "home.storage.classes.Fast",
    home.storage.classes.replicated,
    '"Fast" is not a DNS subdomain',
    "longhorn-replicated",
  ],
  ["home.storage.classes.replicated.replicas", 4, '"4" copies need as many nodes, and there are 3', "write 3 or less"],
  ["home.storage.classes.replicated.replicas", 0, '"0" is not a whole number', "such as 1"],
  [
    "home.storage.classes.local.replicas",
    2,
    '"2" copies cannot be "strict-local"',
    'write 1, or locality "best-effort"',
  ],
  ["home.buckets.state", "Home_TF", '"Home_TF" is not a bucket name', 'such as "home-tf"'],
  ["home.buckets.state", "tf", '"tf" is not a bucket name', 'such as "home-tf"'],
  ["home.buckets.longhornBackups", "-backups", '"-backups" is not a bucket name', 'such as "home-longhorn"'],
  ["home.buckets.hostBackups", "a..b", '"a..b" is not a bucket name', 'such as "home-hosts"'],
  ["home.buckets.state", "10.0.0.1", '"10.0.0.1" is an address', 'such as "home-tf"'],
  ["home.buckets.state", "my-g00gle", "Google keeps for itself", 'such as "home-tf"'],
  ["home.buckets.hostBackups", "home-longhorn", "is also buckets.longhornBackups", 'such as "home-hosts"'],
  ["spare.buckets.longhornBackups", "home-longhorn", "is also buckets.longhornBackups of home", '"spare-longhorn"'],
  ["spare.buckets.hostBackups", "home-tf", "is also buckets.state of home", 'such as "spare-hosts"'],

  // Zone
  ["home.zone.name", "example", '"example" is not a domain name', 'such as "example.org"'],
  ["home.zone.acmeDomain", "home.example.org", '"home.example.org" is not under "duckdns.org"', '"home.duckdns.org"'],
  ["home.zone.acmeDomain", "my_home.duckdns.org", "is not a domain name", 'write "my-home.duckdns.org"'],
  ["home.zone.acmeEmail", "admin", '"admin" is not a mail address', 'such as "admin@example.org"'],
  ["home.zone.tunnelId", "home", '"home" is not a UUID', "leave it out until the tunnel is applied"],
  ["home.zone.turnstileSiteKey", "", '"" is not a Turnstile site key', "leave it out until the widget is applied"],
  ["home.zone.nameServers", ["ada.ns.cloudflare.com"], "are not 2 to 8 different name servers", "each once"],
  ["home.zone.nameServers", Array(2).fill("ada.ns.cloudflare.com"), "are not 2 to 8 different", "each once"],

  // Mail
  ["home.zone.mail.mx", [], "there is no mail server", 'such as { host: "mx.zoho.eu", preference: 10 }'],
  ["home.zone.mail.mx.1.host", "mx2", '"mx2" is not a domain name', 'such as "mx.zoho.eu"'],
  ["home.zone.mail.mx.1.preference", 70000, '"70000" is not a whole number from 0 to 65535', "such as 10"],
  ["home.zone.mail.verification", "zb1234", 'does not begin with "zoho-verification="', "as Zoho shows it"],
  ["home.zone.mail.spfIncludes", [], "no server may send", 'such as "zohomail.eu"'],
  ["home.zone.mail.spfIncludes", Array(11).fill("zohomail.eu"), '"11" includes', "leave 10 or less"],
  [
    "home.zone.mail.spfIncludes.0",
    "include:zohomail.eu",
    '"include:zohomail.eu" is not a domain',
    '"include-zohomail.eu"',
  ],
  ["home.zone.mail.dkim.selector", "z.mail", '"z.mail" is not a DNS label', 'write "z-mail"'],
  ["home.zone.mail.dkim.value", "v=DKIM1; k=rsa", 'has no public key "p="', "as the provider shows it"],
  ["home.zone.mail.dmarc.reports", "example.org", '"example.org" is not a mail address', '"admin@example.org"'],
  [
    "home.zone.mail.bimi.logo",
    "http://example.org/logo.svg",
    "is not an https address",
    '"https://example.org/logo.svg"',
  ],
  ["home.zone.mail.bimi.logo", "https://example.org/logo.png", 'ends in ".svg"', '"https://example.org/logo.svg"'],
  ["home.zone.mail.aliases.info", "no one", '"no one" is not the local part', 'such as "admin"'],
  ["home.zone.mail.aliases.info", "info", '"info" -> "info" never reaches a mailbox', "a mailbox that is no alias"],

  // Alerts
  ["home.alerts.receiver", "mail", 'it is missing, and the receiver is "mail"', "smtp.home.lab:587", "alerts.mail"],
  ["home.alerts.mail", mailbox, 'no effect while the receiver is "ntfy"', "remove it"],
  ["home.alerts", { receiver: "mail", mail: { ...mailbox, to: "me" } }, '"me" is not a mail', '"admin@home.lab"', TO],
  ["home.alerts", { receiver: "mail", mail: { ...mailbox, smarthost: "smtp.zoho.eu" } }, "the port", ":587", SMARTHOST],
  [
    "home.alerts",
    { receiver: "mail", mail: { ...mailbox, smarthost: "smtp.zoho.eu:25" } },
    "the port",
    ":587",
    SMARTHOST,
  ],

  // Versions
  ["home.versions.k3s", undefined, '"k3s" is not pinned', '"github.com/k3s-io/k3s"'],
  ["home.versions.vault.version", "", '"" is not a version', '"github.com/hashicorp/vault"'],
  ["home.versions.redis.version", "latest-alpine", '"latest-alpine" moves', '"docker.io/library/redis"'],
  ["home.versions.redis.source", "", '"" is not a repository or image', 'such as "github.com/k3s-io/k3s"'],

  ["home.versions.k3s.sha256", { of: "v1.36.2+k3s1" }, 'are of "v1.36.2+k3s1"', "remove them", "versions.k3s.sha256"],
  [
    "home.versions.k3s.sha256",
    { of: "v1.36.3+k3s1", arm64: "0A" },
    '"0A" is no SHA-256',
    "lab up",
    "versions.k3s.sha256.arm64",
  ],

  // What only the type checker would see
  ["home.storage", undefined, "it is missing", "add it"],
  ["home.postgres.port", "5432", '"5432" is not a number', "write a number"],
  ["home.nodes.pi3.role", undefined, "it is missing", "add it"],
  ["home.zone.mail.spfIncludes", "zohomail.eu", '"zohomail.eu" is not a list', "write a list"],
  ["home.vault.unseal", "time", '"time" is not known here', 'write "timer", the nearest of "kms", "timer", "hand"'],
  ["home.environments.prod.quotas", {}, '"quotas" is not a field', 'write "quota"'],
];

const soundFacts: Record<string, Cluster[]> = {
  "the committed clusters": [...clusters],
  "no cluster at all": [],
  "three nodes with a zone and several environments": [home],
  "one node without a zone": [spare],
  "two clusters side by side, which share the state bucket": [home, spare],
  "a zone without mail": edit([home], "home.zone.mail", undefined),
  "a root certificate": edit([home], "home.stepCa.rootCertificate", authority),
  "values that an apply has made": edit(
    edit(
      edit([home], "home.zone.tunnelId", "6ff42ae2-765d-4adf-8112-31c55c1551ef"),
      "home.zone.turnstileSiteKey",
      "0x4AAAAAAAexample",
    ),
    "home.zone.nameServers",
    ["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"],
  ),
  "ten SPF includes": edit([home], "home.zone.mail.spfIncludes", Array(10).fill("zohomail.eu")),
  "a pod network with just a /24 for each node": edit([home], "home.networks.pods", "10.42.0.0/22"),
  "services in 172.16.0.0/12 and pods in all of 10.0.0.0/8": edit(
    edit([home], "home.networks.services", "172.31.0.0/16"),
    "home.networks.pods",
    "10.0.0.0/8",
  ),
  "a time zone by another name": edit([home], "home.hosts.timeZone", "Asia/Kolkata"),
  "a jump host with account and port": edit([home], "home.hosts.jump", "me@gate.example.org:2222"),
  "backups on a mounted disk": edit([home], "home.hosts.backups", "/mnt/nas/backups"),
  "downloads from a folder of a mirror": edit([home], "home.hosts.downloads", "http://192.168.1.9:8080/files"),
  "a disk for what runs beside the cluster": edit([home], "home.nodes.pi2.disks", ["services"]),
  "a bucket name with dots": edit([home], "home.buckets.hostBackups", "hosts.example.org"),
  "alerts by mail": edit([home], "home.alerts", { receiver: "mail", mail: mailbox }),
  "alerts by a webhook": edit([home], "home.alerts.receiver", "webhook"),
  "a mirror": edit([home], "home.gitea.mirrors", { charts: "https://example.org/charts.git" }),
  "a copy elsewhere": edit([home], "home.gitea.offsite", "https://example.org/me/lab.git"),
  "an alias that delivers to another domain": edit([home], "home.zone.mail.aliases.info", "me@example.com"),
};

describe("validate() accepts", () => {
  test.each(Object.entries(soundFacts))("%s", (_, facts) => {
    expect(validate(facts)).toEqual([]);
  });
});

describe("validate() finds just the one wrong fact, its field, file, and what would be right:", () => {
  test.each(wrongFacts)("%s = %j", (path, value, problem, remedy, field = fieldName(path)) => {
    const facts = edit([home, spare], path, value);
    const edited = facts[path.startsWith("home.") ? 0 : 1]?.name;
    const findings = validate(facts);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toEqual({
      level: "error",
      rule: "facts",
      cluster: edited,
      field,
      file: `clusters/${edited}/index.ts`,
      problem: expect.stringContaining(problem),
      remedy: expect.stringContaining(remedy),
    });
  });
});

test("validate() reports all errors of all clusters together, by cluster, then field", () => {
  let facts = edit([spare, home], "spare.postgres.port", 0);
  facts = edit(facts, "home.zone.acmeEmail", "admin");
  facts = edit(facts, "home.nodes.pi1.address", "pi1");
  facts = edit(facts, "spare.domain", "spare");
  expect(validate(facts).map(({ cluster, field }) => `${cluster} ${field}`)).toEqual([
    "home nodes.pi1.address",
    "home zone.acmeEmail",
    "spare domain",
    "spare postgres.port",
  ]);
});

test("validate() blames the later of two clusters that claim one domain, LAN, zone, dynamic name, tunnel and Gitea", () => {
  const tunnelId = "6ff42ae2-765d-4adf-8112-31c55c1551ef";
  const twin = { ...home, name: "twin", zone: { ...home.zone, tunnelId } } as Cluster;
  const findings = validate([...edit([home], "home.zone.tunnelId", tunnelId), twin]);
  expect(findings.map(({ field }) => field)).toEqual([
    "buckets.hostBackups",
    "buckets.longhornBackups",
    "domain",
    "gitea.host",
    "networks.lan",
    "networks.pods",
    "networks.services",
    "nodes.pi1.address",
    "nodes.pi2.address",
    "nodes.pi3.address",
    "stepCa.host",
    "vault.host",
    "zone.acmeDomain",
    "zone.name",
    "zone.tunnelId",
  ]);
  for (const { cluster, problem } of findings) {
    expect(cluster).toBe("twin");
    expect(problem).toContain(" of home");
  }
});

test("validate() never repeats a private key", () => {
  const [header, body] = [["-----BEGIN EC", "PRIVATE KEY-----"].join(" "), "MHcCAQEEIExample"];
  const findings = validate(edit([home], "home.stepCa.rootCertificate", `${authority}${header}\n${body}\n`));
  expect(findings).toHaveLength(1);
  expect(findings[0]?.problem).toContain("a private key");
  expect(JSON.stringify(findings)).not.toContain(body);
});

test("validate() names a circle of aliases once, at its first member, and no alias that only leads into it", () => {
  const aliases = { all: "sales", info: "sales", sales: "info", constructor: "admin" };
  const findings = validate(edit([home], "home.zone.mail.aliases", aliases));
  expect(findings.map(({ field }) => field)).toEqual(["zone.mail.aliases.info"]);
  expect(findings[0]?.problem).toBe('"info" -> "sales" -> "info" never reaches a mailbox');
});

test("validate() suggests the rename of a component that is pinned under a near name", () => {
  const facts = edit(edit([home], "home.versions.argocd", undefined), "home.versions.argo-cd", pin("argoproj/argo-cd"));
  expect(validate(facts).map(({ remedy }) => remedy)).toEqual(['rename "argo-cd" to "argocd"']);
});

test("validate() says only what is missing of a cluster that it cannot read, and all of the others", () => {
  const facts = edit(edit([home, spare], "home.nodes.pi1.address", undefined), "spare.postgres.port", 0);
  const unread = edit(facts, "home.vault.sealedToleranceDays", 0);
  expect(validate(unread).map(({ cluster, field }) => `${cluster} ${field}`)).toEqual([
    "home nodes.pi1.address",
    "spare postgres.port",
  ]);
});

test("validate() changes nothing and gives the same findings twice", () => {
  const facts = edit([home, spare], "home.nodes.pi1.address", "pi1");
  const before = structuredClone(facts);
  expect(validate(facts)).toEqual(validate(facts));
  expect(facts).toEqual(before);
});

/** The case of one mirror. */
function mirror(name: string, address: string, problem: string, remedy: string): Case[] {
  return [["home.gitea.mirrors", { [name]: address }, problem, remedy, `gitea.mirrors.${name}`]];
}

test("validate() never repeats the password in a mirror's address", () => {
  const [finding] = validate(edit([home], "home.gitea.mirrors", { charts: "https://me:word@example.org/charts" }));
  expect(JSON.stringify(finding)).not.toContain("word@");
});

test.each([
  ["git@example.org:me/lab.git", "is not an address that begins with"],
  ["https://me:word@example.org/lab.git", "holds a user name or a password"],
  ["https://gitea.home.lab/me/lab.git", "is this very Gitea"],
])("validate() refuses %s as the copy of the repository elsewhere", (address, problem) => {
  const host = edit([home], "home.gitea.host", "gitea.home.lab");
  expect(validate(edit(host, "home.gitea.offsite", address))).toMatchObject([
    { field: "gitea.offsite", problem: expect.stringContaining(problem) },
  ]);
});

function node(role: "server" | "agent", address: string): Cluster["nodes"][string] {
  return {
    model: "Raspberry Pi 5",
    architecture: "arm64",
    instructionSet: "armv8.2-a",
    role,
    address,
    cpuMillicores: 4000,
    memoryMebibytes: 8192,
    reservedMemoryMebibytes: 1024,
    reservedCpuMillicores: 500,
    diskGibibytes: 400,
    disks: ["longhorn"],
  };
}

function pin(repository: string): Cluster["versions"][string] {
  return { version: "v1.2.3", source: `github.com/${repository}` };
}

/** A copy in which the field at `<cluster>.<path>` has another value; undefined removes it. */
function edit(facts: readonly Cluster[], path: string, value: unknown): Cluster[] {
  const copy = facts.map(cluster => structuredClone(cluster)); // one by one: together they would go on sharing objects
  const [name, ...keys] = path.split(".");
  const last = keys.pop() ?? "";
  // biome-ignore lint/suspicious/noExplicitAny: wrong facts are what no type allows
  let parent: any = copy.find(cluster => cluster.name === name);
  for (const key of keys) parent = parent[key];
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

/** `home.zone.mail.mx.1.host` -> `zone.mail.mx[1].host` */
function fieldName(path: string): string {
  return path.replace(/^[^.]+\./, "").replace(/\.(\d+)/g, "[$1]");
}
