/** Everything that `lab recover` looks at in one round, as plain data. Times are milliseconds since 1970. */
export interface Snapshot {
  readonly at: number;
  readonly hosts: readonly HostState[];
  /** Name of the host on which the API server runs. */
  readonly server: string;
  /** Absent: the API server does not answer. */
  readonly cluster?: ClusterState;
  readonly vault: VaultState;
  /** Names that Traefik routes, as they answer from within the lab. */
  readonly routes: readonly RouteState[];
}

/** What the API server knows. */
export interface ClusterState {
  readonly nodes: readonly NodeState[];
  readonly pods: readonly PodState[];
  readonly attachments: readonly AttachmentState[];
  readonly volumes: readonly VolumeState[];
  /** Whether Longhorn salvages by itself. */
  readonly autoSalvage: boolean;
  /** Claims that `lab restore` gives another volume just now, or was stopped while it did: `erp/documents`. */
  readonly restores: readonly string[];
  readonly syncedSecrets: readonly SyncedSecretState[];
  readonly applications: readonly ApplicationState[];
  /** Host names of the routes. */
  readonly routed: readonly string[];
}

/** A machine, as it is seen from outside of the cluster. */
export interface HostState {
  readonly name: string;
  /** Absent: nobody answers there, or lets this in; nothing else is known then. */
  readonly seen?: HostSight;
  /** Why it was not seen. */
  readonly why?: string;
}

export interface HostSight {
  readonly isClockRight: boolean;
  readonly disks: readonly DiskState[];
  /** Units that should run and do not. */
  readonly stoppedUnits: readonly string[];
  /** Absent: this host has none. */
  readonly postgres?: PostgresState;
  readonly certificates: readonly CertificateState[];
}

export interface DiskState {
  readonly label: string;
  readonly mountPoint: string;
  readonly isPresent: boolean;
  readonly isMounted: boolean;
}

/** `starting`: it reads its log after a crash, and takes no connection before that is consistent. */
export interface PostgresState {
  readonly state: "accepting" | "starting" | "stopped";
  /** The end of what it says, when it does not accept. */
  readonly log: string;
}

export interface CertificateState {
  readonly file: string;
  readonly expires: number;
  /** Unit whose start makes a new one; absent: a person does. */
  readonly renewedBy?: string;
}

export interface NodeState {
  readonly name: string;
  readonly isReady: boolean;
  /** Whether somebody has said that it is off, by the taint `node.kubernetes.io/out-of-service`. */
  readonly isOutOfService: boolean;
  /** Persistent volumes that its kubelet has mounted. */
  readonly volumesInUse: readonly string[];
}

export interface PodState {
  readonly namespace: string;
  readonly name: string;
  /** Absent: no node is found for it. */
  readonly node?: string;
  /** Whether it does what it should: ready, or ended well. */
  readonly isWell: boolean;
  /** Why not: `CrashLoopBackOff`, `Pending`. */
  readonly reason: string;
  /** When it should have ended; absent: it is not being deleted. */
  readonly endsBy?: number;
  /** Persistent volumes that it uses. */
  readonly volumes: readonly string[];
}

/** That a volume is attached to a node: a VolumeAttachment of Kubernetes. */
export interface AttachmentState {
  readonly name: string;
  readonly node: string;
  readonly volume: string;
  /** Since when it is being deleted; absent: it is not. */
  readonly deleted?: number;
}

/** A volume of Longhorn. */
export interface VolumeState {
  readonly name: string;
  /** `erp/documents`; its own name where no claim is known. */
  readonly claim: string;
  readonly state: string;
  readonly robustness: string;
  /** A copy of another cluster's volume, or one that is just being restored: there is nothing to salvage. */
  readonly isBeingFilled: boolean;
  /** When Longhorn last salvaged it by itself; absent: it never did. */
  readonly salvaged?: number;
  readonly replicas: readonly ReplicaState[];
}

export interface ReplicaState {
  readonly name: string;
  readonly node: string;
  /** Whether it once had all data of the volume: `healthyAt` is set. */
  readonly hasData: boolean;
  /** When it last was made, or made anew, with all data; absent: it was not. */
  readonly whole?: number;
  /** When it stopped to follow the volume; absent: it did not. */
  readonly failed?: number;
  /** The same, for one that follows it again. */
  readonly lastFailed?: number;
  /** Whether Longhorn could bring it up: its node is up, and its disk takes replicas. */
  readonly isUsable: boolean;
}

export type VaultState =
  | { readonly state: "unsealed" | "sealed" | "not-initialised" }
  | { readonly state: "unknown"; readonly reason: string };

/** What the Vault Secrets Operator brings. */
export interface SyncedSecretState {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly isReady: boolean;
  readonly message: string;
}

/** An Application of Argo CD. */
export interface ApplicationState {
  readonly name: string;
  readonly isAutomated: boolean;
  readonly sync: string;
  readonly health: string;
  /** Of its latest operation: `Running`, `Terminating`, `Succeeded`, `Failed`, `Error`; empty: there was none. */
  readonly phase: string;
  /** Whether an operation is asked for; one that runs without it is nobody's any more. */
  readonly hasOperation: boolean;
  /** What the running operation does otherwise than the Application now says; empty: nothing. */
  readonly stale: string;
  /** What its latest operation and its conditions say. */
  readonly message: string;
}

export interface RouteState {
  readonly host: string;
  /** HTTP status; 0: no answer. */
  readonly status: number;
}
