/** Who feels a change: through the references between objects, from what changes to what depends on it. */
export interface Affected {
  /** A line for each sort of thing, what people notice first; see `affected-lines.ts`. */
  readonly lines: readonly string[];
  readonly nodes: readonly AffectedNode[];
  /** From what depends to what it depends on, by identifiers of nodes. */
  readonly edges: readonly AffectedEdge[];
}

export interface AffectedNode {
  /** Key of the object: `arcodange/apps/Deployment/erp/erp`. For a host: `host:erp.arcodange.lab`. */
  readonly id: string;
  /** As a person calls it: `erp.arcodange.lab`, `Deployment/erp`. */
  readonly label: string;
  readonly kind: NodeKind;
  readonly cluster: string;
  readonly application: string;
  readonly namespace: string;
  /** Whether the change is in it, or only reaches it. */
  readonly isChanged: boolean;
}

/** `database` is what hands out users of one, `secret` what brings one from Vault, `volume` a claim. */
export type NodeKind = "host" | "volume" | "database" | "secret" | "workload" | "object";

export interface AffectedEdge {
  readonly from: string;
  readonly to: string;
  /** `references`, `routes`, `secrets`, `volumes`, `selects` or `answers`. */
  readonly via: string;
}
