import type { QuestionId } from "./finding.ts";
import {
  attachmentLeft,
  attachmentStuck,
  certificateExpired,
  clockWrong,
  diskUnmounted,
  diskUnschedulable,
  type Fault,
  hostAway,
  kubelet,
  outOfSync,
  podTerminating,
  postgresRefusing,
  postgresStarting,
  secretUnread,
  unitStopped,
  vaultEmpty,
  vaultSealed,
  volumeFaulted,
} from "./testing/faults.ts";
import { ERP_POD, VAULT_POD } from "./testing/lab-objects.ts";

/** A state in which a power cut can leave the lab, and how a run must end. */
export interface Drill {
  readonly name: string;
  /** In the order in which they happen. */
  readonly faults: readonly Fault[];
  readonly ends: "healthy" | QuestionId;
  /** Names that the person types who is asked; nobody is there without any. */
  readonly types?: readonly string[];
}

const K3S_CERTIFICATE = "/var/lib/rancher/k3s/server/tls/serving-kube-apiserver.crt";
const PANIC = "PANIC:  could not locate a valid checkpoint record";

/** Each thing that can be wrong, by itself. */
const SINGLE: readonly Drill[] = [
  { name: "nothing is wrong", faults: [], ends: "healthy" },
  { name: "a host starts slowly", faults: [hostAway("pi3", 4)], ends: "healthy" },
  { name: "a host comes back after its pods were evicted", faults: [hostAway("pi3", 9)], ends: "healthy" },
  { name: "the server starts last", faults: [hostAway("pi1", 6)], ends: "healthy" },
  { name: "the server stays away", faults: [hostAway("pi1")], types: ["pi1"], ends: "node-is-off" },
  {
    name: "all hosts start, one after the other",
    faults: [hostAway("pi1", 2), hostAway("pi2", 3), hostAway("pi3", 5)],
    ends: "healthy",
  },
  { name: "a host stays away, and nobody is there", faults: [hostAway("pi3")], ends: "node-is-off" },
  {
    name: "a host stays away, and a person knows that it is off",
    faults: [hostAway("pi3")],
    types: ["pi3"],
    ends: "healthy",
  },
  {
    name: "a host stays away, and the person names another one",
    faults: [hostAway("pi3")],
    types: ["pi2"],
    ends: "node-is-off",
  },
  {
    name: "a node is taken out of service and comes back",
    faults: [hostAway("pi3", 30), postgresStarting(40)],
    types: ["pi3"],
    ends: "healthy",
  },
  { name: "a clock is set late", faults: [clockWrong("pi2", 2)], ends: "healthy" },
  { name: "a clock is never set", faults: [clockWrong("pi2")], ends: "clock-wrong" },
  { name: "a disk is not mounted", faults: [diskUnmounted("pi2")], ends: "healthy" },
  { name: "a disk comes late", faults: [diskUnmounted("pi2", { lateMinutes: 2 })], ends: "healthy" },
  {
    name: "a disk never comes",
    faults: [diskUnmounted("pi2", { lateMinutes: Number.POSITIVE_INFINITY })],
    ends: "disk-missing",
  },
  {
    name: "a disk cannot be mounted",
    faults: [diskUnmounted("pi2", { isMountable: false })],
    ends: "disk-not-mountable",
  },
  { name: "a service does not run", faults: [unitStopped("pi2", "lab-gitea.service")], ends: "healthy" },
  {
    name: "a service waits for its disk",
    faults: [diskUnmounted("pi2"), unitStopped("pi2", "lab-gitea.service")],
    ends: "healthy",
  },
  {
    name: "a service does not start",
    faults: [unitStopped("pi2", "lab-gitea.service", { starts: false })],
    ends: "unit-fails",
  },
  { name: "PostgreSQL replays its log", faults: [postgresStarting(15)], ends: "healthy" },
  { name: "PostgreSQL finds damaged files", faults: [postgresRefusing(PANIC)], ends: "postgres-refuses" },
  { name: "PostgreSQL takes no connection", faults: [postgresRefusing("")], ends: "postgres-refuses" },
  {
    name: "the API server's certificate has expired",
    faults: [certificateExpired("pi1", K3S_CERTIFICATE, "k3s.service")],
    ends: "healthy",
  },
  {
    name: "a kubelet's certificate has expired",
    faults: [certificateExpired("pi3", "/var/lib/rancher/k3s/agent/serving-kubelet.crt", "k3s*.service")],
    ends: "healthy",
  },
  {
    name: "a certificate has expired that nothing renews",
    faults: [certificateExpired("pi2", "/etc/lab/own.crt")],
    ends: "certificate-expired",
  },
  {
    name: "an expired certificate is not judged by a wrong clock",
    faults: [clockWrong("pi1", 2), certificateExpired("pi1", K3S_CERTIFICATE, "k3s.service")],
    ends: "healthy",
  },
  { name: "k3s does not run on its server", faults: [unitStopped("pi1", "k3s.service")], ends: "healthy" },
  { name: "k3s of an agent hangs", faults: [kubelet("pi3", "hangs")], ends: "healthy" },
  { name: "k3s of an agent is broken", faults: [kubelet("pi3", "broken")], ends: "node-not-ready" },
  {
    name: "a person's word does not free a node whose host answers",
    faults: [kubelet("pi3", "broken")],
    types: ["pi3"],
    ends: "node-not-ready",
  },
  { name: "the API server is broken", faults: [kubelet("pi1", "broken")], ends: "api-server-down" },
  { name: "a deleted pod ends", faults: [podTerminating(ERP_POD)], ends: "healthy" },
  { name: "a deleted pod is forgotten by its kubelet", faults: [podTerminating(ERP_POD, "kubelet")], ends: "healthy" },
  { name: "a deleted pod never ends", faults: [podTerminating(ERP_POD, "process")], ends: "pod-will-not-end" },
  {
    name: "a deleted pod never ends, and a person lets it go",
    faults: [podTerminating(ERP_POD, "process")],
    types: ["erp/erp-0"],
    ends: "healthy",
  },
  { name: "a volume is left attached and unused", faults: [attachmentLeft(ERP_POD, "pi1")], ends: "healthy" },
  {
    name: "a volume is left attached and mounted",
    faults: [attachmentLeft(ERP_POD, "pi1", { inUse: true })],
    ends: "attachment-in-use",
  },
  {
    name: "a volume is left mounted, and a person takes it away",
    faults: [attachmentLeft(ERP_POD, "pi1", { inUse: true })],
    types: ["pvc-erp"],
    ends: "healthy",
  },
  {
    name: "an attachment does not go before the attacher starts anew",
    faults: [attachmentStuck(ERP_POD)],
    ends: "healthy",
  },
  { name: "an attachment never goes", faults: [attachmentStuck(ERP_POD, { mends: false })], ends: "attachment-stuck" },
  {
    name: "a volume is salvaged by Longhorn",
    faults: [volumeFaulted(ERP_POD, { home: 10, other: 10 })],
    ends: "healthy",
  },
  {
    name: "a volume is salvaged by hand, both copies alike",
    faults: [volumeFaulted(ERP_POD, { home: 10, other: 10.5, autoSalvage: false })],
    ends: "healthy",
  },
  {
    name: "a volume is salvaged by hand from the later copy",
    faults: [volumeFaulted(ERP_POD, { home: 10, other: 600, autoSalvage: false })],
    ends: "healthy",
  },
  {
    name: "a volume waits for the host of its later copy",
    faults: [volumeFaulted(ERP_POD, { home: 10, other: 600, autoSalvage: false }), hostAway("pi3", 6)],
    ends: "healthy",
  },
  {
    name: "the later copy is on a full disk",
    faults: [volumeFaulted(ERP_POD, { home: 10, other: 600, autoSalvage: false }), diskUnschedulable("pi3")],
    ends: "salvage-older",
  },
  {
    name: "the later copy is given up by a person",
    faults: [volumeFaulted(ERP_POD, { home: 10, other: 600, autoSalvage: false }), diskUnschedulable("pi3")],
    types: ["pvc-erp"],
    ends: "healthy",
  },
  {
    name: "an older copy is whole, the later one never was",
    faults: [volumeFaulted(ERP_POD, { home: undefined, other: 30, autoSalvage: false })],
    ends: "healthy",
  },
  {
    name: "no copy was ever whole",
    faults: [volumeFaulted(ERP_POD, { home: undefined, other: undefined })],
    ends: "volume-lost",
  },
  { name: "Vault is opened by its timer", faults: [vaultSealed()], ends: "healthy" },
  { name: "Vault is opened with the key", faults: [vaultSealed({ opensItself: false })], ends: "healthy" },
  {
    name: "Vault stays sealed without a key",
    faults: [vaultSealed({ opensItself: false, hasKey: false })],
    ends: "unseal-key",
  },
  { name: "Vault is empty", faults: [vaultEmpty], ends: "vault-not-initialised" },
  { name: "the operator waits too long", faults: [secretUnread("hangs")], ends: "healthy" },
  { name: "Vault refuses a secret", faults: [secretUnread("refused")], ends: "secret-refused" },
  { name: "an Application syncs by itself", faults: [outOfSync("healed-by-itself")], ends: "healthy" },
  { name: "an Application whose sync was ended is synced", faults: [outOfSync("behind")], ends: "healthy" },
  { name: "a sync with an old source is ended and begun anew", faults: [outOfSync("stale")], ends: "healthy" },
  { name: "a sync that is nobody's is begun anew", faults: [outOfSync("abandoned")], ends: "healthy" },
  { name: "an Application could not be compared", faults: [outOfSync("uncompared")], ends: "healthy" },
  { name: "Argo CD does not know new kinds", faults: [outOfSync("unknown-kinds")], ends: "healthy" },
  {
    name: "a sync waits for Gitea",
    faults: [unitStopped("pi2", "lab-gitea.service"), outOfSync("behind")],
    ends: "healthy",
  },
];

/** What one power cut leaves in every part of the lab at once, all of it mendable. */
const MENDABLE: Readonly<Record<string, Fault>> = {
  "node away": hostAway("pi3", 6),
  "pod terminating": podTerminating(ERP_POD),
  "volume faulted": volumeFaulted(ERP_POD, { home: 10, other: 600, autoSalvage: false }),
  "attachment stuck": attachmentStuck(VAULT_POD),
  "Vault sealed": vaultSealed({ opensItself: false }),
  "out of sync": outOfSync("stale"),
  "PostgreSQL replaying": postgresStarting(7),
  "certificate expired": certificateExpired("pi1", K3S_CERTIFICATE, "k3s.service"),
};

/** Two at a time, each pair in one of its orders. */
const PAIRS: readonly Drill[] = Object.keys(MENDABLE).flatMap((first, index, names) =>
  names.slice(index + 1).map((second, distance) => drillOf(distance % 2 === 0 ? [first, second] : [second, first])),
);

/** All at once, beginning with every second in turn: such a drill takes as long as five others. */
const ALL: readonly Drill[] = Object.keys(MENDABLE)
  .map((_, index, names) => [...names.slice(index), ...names.slice(0, index)])
  .filter((_, index) => index % 2 === 0)
  .map(drillOf);

function drillOf(names: readonly string[]): Drill {
  return { name: names.join(", "), faults: names.map(name => MENDABLE[name] as Fault), ends: "healthy" };
}

/** Everything that can be mended is, beside what cannot. */
const MIXED: readonly Drill[] = [
  {
    name: "damaged PostgreSQL beside all else",
    faults: [postgresRefusing(PANIC), ...withoutPostgres()],
    ends: "postgres-refuses",
  },
  {
    name: "a sealed Vault without a key beside a stale sync",
    faults: [outOfSync("stale"), vaultSealed({ opensItself: false, hasKey: false })],
    ends: "unseal-key",
  },
  {
    name: "a lost host beside a replaying PostgreSQL",
    faults: [postgresStarting(5), hostAway("pi3")],
    ends: "node-is-off",
  },
];

function withoutPostgres(): Fault[] {
  return Object.entries(MENDABLE).flatMap(([name, fault]) => (name === "PostgreSQL replaying" ? [] : [fault]));
}

export const drills: readonly Drill[] = [...SINGLE, ...PAIRS, ...ALL, ...MIXED];
