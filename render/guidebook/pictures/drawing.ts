/** What is drawn, before anything has a place. Plain data. */
export interface Drawing {
  /** What it shows, in a few words. */
  readonly title: string;
  /** What somebody is told who does not see it: a sentence or two that hold what the picture says. */
  readonly alternative: string;
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  readonly boxes?: readonly DrawnBox[];
}

export interface DrawnNode {
  readonly id: string;
  /** Lines of text, the first one in bold where there are several. Long ones are wrapped. */
  readonly lines: readonly string[];
  readonly kind: NodeKind;
  /** Box that it lies in. */
  readonly box?: string;
}

/** What a node is, which gives it its colour; the legend names them. */
export type NodeKind = "app" | "data" | "host" | "outside" | "person" | "platform" | "secret" | "tool";

/** From who acts to what it acts on: who connects, reads, needs. */
export interface DrawnEdge {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
  /** Drawn with gaps: what is not always so. */
  readonly isDashed?: true;
}

/** A box around nodes and other boxes. */
export interface DrawnBox {
  readonly id: string;
  readonly label: string;
  readonly box?: string;
}
