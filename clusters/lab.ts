/** Facts of one cluster: what exists. Plain data, validated by `validate.ts`, read by everything else. */
export interface Cluster {
  /** Kebab-case name; the folder below `clusters/` and below `rendered/`. */
  readonly name: string;
  /** Domain inside the LAN, such as `arcodange.lab`: instance hosts are `<instance>.<domain>`. */
  readonly domain: string;
  /** Environments that run here, by name. `prod` is silent in every name (the elision rule). */
  readonly environments: Readonly<Record<string, Environment>>;
  /** Machines, by host name. Exactly one is the k3s server. */
  readonly nodes: Readonly<Record<string, Node>>;
  readonly networks: Networks;
  readonly hosts: Hosts;
  readonly gitea: Gitea;
  readonly postgres: Postgres;
  readonly vault: Vault;
  readonly storage: Storage;
  readonly stepCa: StepCa;
  /** Pi-hole: answers names of `domain` inside the LAN. */
  readonly pihole: { readonly node: string };
  /** ollama runs on this node, near its models. Absent: this cluster has none. */
  readonly ollama?: { readonly node: string };
  readonly buckets: Buckets;
  /** Public zone. Absent: nothing of this cluster is reachable from outside. */
  readonly zone?: Zone;
  /** How alerts reach a person. */
  readonly alerts: Alerts;
  /** Tools that run here, by name of their component; what is of the platform runs on every cluster. */
  readonly tools: readonly string[];
  /** Pinned versions of k3s and of every component, by component name. */
  readonly versions: Readonly<Record<string, Pin>>;
}

/** How Argo CD treats the instances of one environment, and what they may use. */
export interface Environment {
  readonly sync: SyncPolicy;
  /** Ceiling for each instance of this environment; absent: none, as for production. */
  readonly quota?: Quota;
}

export interface SyncPolicy {
  /** Sync by itself on every commit. */
  readonly automated: boolean;
  /** Delete from the cluster what left git. */
  readonly prune: boolean;
  /** Undo manual changes in the cluster. */
  readonly selfHeal: boolean;
}

export interface Quota {
  readonly cpuMillicores: number;
  readonly memoryMebibytes: number;
  readonly storageGibibytes: number;
  readonly pods: number;
}

export interface Node {
  /** Board or machine, such as `Raspberry Pi 5`. */
  readonly model: string;
  readonly architecture: "arm64" | "amd64";
  /** What its processor understands, by which some images live or die: a Pi 4 is armv8.0-a, a Pi 5 armv8.2-a. */
  readonly instructionSet: "armv8.0-a" | "armv8.2-a" | "x86-64-v2";
  /** IPv4 address inside `networks.lan`. */
  readonly address: string;
  readonly role: "server" | "agent";
  readonly cpuMillicores: number;
  readonly memoryMebibytes: number;
  /** Memory kept for the system, k3s and what runs outside of k3s on this node. */
  readonly reservedMemoryMebibytes: number;
  readonly reservedCpuMillicores: number;
  /** Space on the disk that Longhorn uses. */
  readonly diskGibibytes: number;
  /**
   * What has a disk of its own here: volumes of the cluster, or what runs beside it. A disk is known by the label that
   * `lab up` gives its file system; what has none lies on the disk of the system.
   */
  readonly disks: readonly DiskUse[];
}

export type DiskUse = "longhorn" | "services";

/** How machines are reached, and what they all have in common. */
export interface Hosts {
  /** Account to log in as over SSH; it may use sudo. */
  readonly user: string;
  /** Host through which they are reached, as `ssh -J` takes it. Absent: directly. */
  readonly jump?: string;
  /** As in the IANA database: `Europe/Paris`. */
  readonly timeZone: string;
  /** By address: a clock that is wrong lets no name be resolved in a way that can be trusted. */
  readonly timeServers: readonly string[];
  /** The router and a public one, by address; never Pi-hole, which runs on one of the hosts. */
  readonly resolvers: readonly string[];
  /** Where programs are downloaded that no package brings, in place of `https://github.com`. */
  readonly downloads?: string;
  /**
   * Where restic keeps their backups, in place of the bucket, each in a repository below of its own: a folder that every
   * host has, such as a mount of a NAS, or a server, `rest:https://nas.example.net:8000`. PostgreSQL's go to the bucket.
   */
  readonly backups?: string;
  /**
   * A supply that tells its host by USB for how many seconds it still lasts: a quarter of an hour when it is full, for the
   * hosts stop one after the other. Absent: there is none.
   */
  readonly ups?: {
    readonly node: string;
    /** Of Network UPS Tools: `usbhid-ups`. */
    readonly driver: string;
  };
}

/** IPv4 networks in CIDR notation; they may not overlap. */
export interface Networks {
  readonly lan: string;
  readonly pods: string;
  readonly services: string;
}

/** The forge. One name everywhere: ROOT_URL, repoURL, registry and OpenID issuer. */
export interface Gitea {
  readonly node: string;
  readonly host: string;
  readonly organisation: string;
  /** Repository that holds this tree. */
  readonly repository: string;
  /** Repositories of others that it copies into the organisation every eight hours, by name: their HTTPS address. */
  readonly mirrors?: Readonly<Record<string, string>>;
  /** HTTPS address of a repository elsewhere, private and empty at first, to which this one is pushed. Absent: none. */
  readonly offsite?: string;
}

export interface Postgres {
  readonly node: string;
  readonly port: number;
}

export interface Vault {
  readonly host: string;
  /** Who unseals it after a restart; the trade-off: platform/decisions/0004-unsealing-vault.md. */
  readonly unseal: "kms" | "timer" | "hand";
  /** How long applications must run on the credentials they have while Vault is sealed. */
  readonly sealedToleranceDays: number;
  /** The key of Google Cloud KMS that unseals it; with `kms` only. */
  readonly kms?: KmsKey;
}

/** https://docs.cloud.google.com/kms/docs/resource-hierarchy */
export interface KmsKey {
  readonly project: string;
  readonly location: string;
  readonly keyRing: string;
  readonly key: string;
}

export interface Storage {
  /** StorageClasses by name. */
  readonly classes: Readonly<Record<string, StorageClass>>;
  /** Class of a volume that names none. */
  readonly defaultClass: string;
}

export interface StorageClass {
  /** Copies on different nodes; at most the number of nodes. */
  readonly replicas: number;
  readonly locality: "disabled" | "best-effort" | "strict-local";
}

export interface StepCa {
  readonly node: string;
  readonly host: string;
  /** PEM of the root certificate; made by Step-CA, and learned by `lab up`. Absent until then. */
  readonly rootCertificate?: string;
}

/** Google Cloud Storage buckets. */
export interface Buckets {
  /** OpenTofu state, at `<cluster>/<stack>`. */
  readonly state: string;
  readonly longhornBackups: string;
  readonly hostBackups: string;
}

/** A public DNS zone and what hangs on it. */
export interface Zone {
  readonly name: string;
  readonly registrar: "ovh";
  readonly dns: "cloudflare";
  /**
   * Dynamic name under duckdns.org that answers Let's Encrypt's DNS challenge; the zone's `_acme-challenge` names are
   * CNAMEs to it. DuckDNS keeps one TXT value, so that names are validated one after the other.
   */
  readonly acmeDomain: string;
  /** Contact for Let's Encrypt. */
  readonly acmeEmail: string;
  /** Identifier of the Cloudflare tunnel; known after its first apply. */
  readonly tunnelId?: string;
  /** Turnstile site key; public, known after the first apply. */
  readonly turnstileSiteKey?: string;
  /** Name servers that Cloudflare gives the zone, to which the registrar delegates it; known after the first apply. */
  readonly nameServers?: readonly string[];
  readonly mail?: Mail;
}

/** Mail records of a zone. */
export interface Mail {
  readonly provider: "zoho";
  /** Mail servers with their preference, lowest first tried. */
  readonly mx: readonly MailServer[];
  /** TXT value by which the provider knows that the zone is ours, as it shows it; absent until then. */
  readonly verification?: string;
  /** Domains named by `include:` in the one SPF record. */
  readonly spfIncludes: readonly string[];
  readonly dkim: {
    readonly selector: string;
    /** TXT value as the provider shows it; absent until then. */
    readonly value?: string;
  };
  readonly dmarc: { readonly policy: "none" | "quarantine" | "reject"; readonly reports: string };
  /** Needs DMARC at `quarantine` or `reject`. */
  readonly bimi?: { readonly logo: string; readonly certificate?: string };
  /** Local parts that deliver to another mailbox. The provider does it, by a setting of its own: no record follows. */
  readonly aliases: Readonly<Record<string, string>>;
}

export interface MailServer {
  readonly host: string;
  readonly preference: number;
}

/** How alerts reach a person. Addresses that hold a secret, and passwords, lie in Vault below `alertmanager/`. */
export interface Alerts {
  readonly receiver: "mail" | "ntfy" | "webhook";
  /** Who is told, and through which server; with receiver `mail` only. */
  readonly mail?: {
    readonly to: string;
    readonly from: string;
    /** Host and port: `smtp.example.org:587`. */
    readonly smarthost: string;
  };
}

/** A pinned version and where it is published. */
export interface Pin {
  readonly version: string;
  /** Upstream repository or image, such as `github.com/argoproj/argo-cd`. */
  readonly source: string;
  /**
   * Of a program that hosts download: what the file of each processor must be. Absent: what its publisher lists beside it
   * is believed, and `lab up` says what to write here.
   */
  readonly sha256?: {
    /** Version of which they are; of another one they would refuse the download. */
    readonly of: string;
    /** 64 hexadecimal digits. */
    readonly arm64?: string;
    readonly amd64?: string;
  };
}
